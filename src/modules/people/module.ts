import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { peopleAdminRoutes } from './administration/account-routes.ts'

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
  personalData: {
    people: ['email', 'name', 'locale', 'password_hash'],
    role_assignments: ['person_id', 'granted_by'],
    account_links: ['person_id', 'created_by', 'new_email', 'asked_device'],
    second_factors: ['person_id', 'name', 'sealed', 'credential_id', 'public_key'],
    recovery_codes: ['person_id'],
    factor_removals: ['person_id', 'reason', 'asked_by', 'confirmed_by'],
    identities: ['issuer', 'subject_hash', 'person_id'],
    sessions: ['sess', 'person_id', 'device'],
    devices: ['person_id', 'label'],
    form_keys: ['person_id'],
  },
  mayWrite: null,
}
