import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { publicSlugs } from './initiative/queries.ts'
import { initiativeRoutes } from './routes.ts'
import { initiativesData } from './personal-data.ts'

export const initiativesModule: Module = {
  name: 'initiatives',
  uses: ['advice', 'autosave'],
  tables: ['initiatives', 'initiative_listings', 'initiative_files', 'readiness_items', 'launches'],
  reads: [
    'cooperations',
    'equipment_items',
    'files',
    'finance_lines',
    'handover_lines',
    'handovers',
    'initiative_actions',
    'initiative_counts',
    'parishes',
    'people',
    'plan_versions',
    'planned_jobs',
    'plans',
    'projects',
    'published_initiatives',
    'resource_uses',
    'resources',
    'role_assignments',
    'target_groups',
    'territories',
    'visit_lessons',
    'visits',
  ],
  routes: [initiativeRoutes],
  jobs: null,
  links: [
    { place: 'head', order: 2, href: paths.initiatives.list(), title: 'nav.initiatives', for: 'everybody' },
    {
      place: 'desk',
      order: 2,
      href: paths.initiatives.list(),
      title: 'nav.initiatives',
      text: 'dashboard:links.initiatives_text',
      for: ['auditor'],
    },
  ],
  auditKinds: ['initiative', 'readiness'],
  publicPages: {
    paths: [paths.initiatives.list()],
    records: { path: paths.initiatives.initiative, slugs: publicSlugs },
  },
  personalData: initiativesData,
  linkRenewals: null,
  mayWrite: null,
}
