import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { publicSlugs } from './queries.ts'
import { parishRoutes } from './routes.ts'

export const parishPagesModule: Module = {
  name: 'parish-pages',
  uses: ['assessments', 'initiatives', 'needs', 'places', 'plans', 'resources', 'training'],
  tables: [],
  reads: [
    'equipment_items',
    'initiatives',
    'parishes',
    'plan_versions',
    'plans',
    'published_initiatives',
    'visit_lessons',
    'visits',
  ],
  routes: [parishRoutes],
  jobs: null,
  links: [
    { place: 'head', order: 1, href: paths.parishes.list(), title: 'nav.parishes', for: 'everybody' },
    {
      place: 'desk',
      order: 1,
      href: paths.parishes.list(),
      title: 'dashboard:links.plans',
      text: 'dashboard:links.plans_text',
      for: ['auditor'],
    },
  ],
  auditKinds: [],
  publicPages: { paths: [paths.parishes.list()], records: { path: paths.parishes.parish, slugs: publicSlugs } },
  personalData: { personal: {}, notPersonal: {} },
  linkRenewals: null,
  mayWrite: null,
}
