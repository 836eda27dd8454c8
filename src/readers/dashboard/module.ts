import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { deskRoutes } from './routes.ts'

export const dashboardModule: Module = {
  name: 'dashboard',
  uses: ['advice', 'assessments', 'equipment', 'initiatives', 'mentors', 'people', 'places', 'plans', 'training'],
  tables: [],
  reads: [
    'advice_sessions',
    'initiatives',
    'launches',
    'parishes',
    'people',
    'published_initiatives',
    'role_assignments',
  ],
  routes: [deskRoutes],
  jobs: null,
  links: [{ place: 'head', order: 5, href: paths.desk(), title: 'nav.desk', for: 'signed-in' }],
  auditKinds: [],
  publicPages: null,
  personalData: { personal: {}, notPersonal: {} },
  linkRenewals: null,
  mayWrite: null,
}
