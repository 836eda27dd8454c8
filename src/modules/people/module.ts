import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { peopleAdminRoutes } from './administration/account-routes.ts'
import { peopleData } from './personal-data.ts'
import { accountLinkRenewals } from './accounts/link-renewal-commands.ts'

export const peopleModule: Module = {
  name: 'people',
  uses: ['places'],
  tables: [
    'people',
    'role_assignments',
    'account_links',
    'second_factors',
    'recovery_codes',
    'factor_removals',
    'identities',
    'sessions',
    'devices',
    'rate_limits',
    'form_keys',
  ],
  reads: ['advice_sessions', 'assignment_agreements', 'parishes', 'territories'],
  routes: [peopleAdminRoutes],
  jobs: null,
  links: [
    {
      place: 'administration',
      order: 1,
      href: paths.people.list(),
      title: 'people:admin.title',
      text: 'people:admin.text',
      for: ['administrator', 'lead'],
    },
    {
      place: 'desk',
      order: 9,
      href: paths.people.list(),
      title: 'people:admin.title',
      text: 'people:admin.text',
      for: ['administrator', 'lead'],
    },
  ],
  auditKinds: ['person', 'role'],
  publicPages: null,
  personalData: peopleData,
  linkRenewals: accountLinkRenewals,
  mayWrite: null,
}
