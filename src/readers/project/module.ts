import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { projectRoutes } from './routes.ts'

export const projectModule: Module = {
  name: 'project',
  uses: ['initiatives', 'places', 'privacy'],
  tables: [],
  reads: [
    'files',
    'initiative_files',
    'initiatives',
    'launches',
    'parishes',
    'partners',
    'plan_versions',
    'plans',
    'projects',
    'published_initiatives',
    'territories',
  ],
  routes: [projectRoutes],
  jobs: null,
  links: [
    { place: 'head', order: 4, href: paths.project.about(), title: 'nav.about', for: 'everybody' },
    { place: 'foot', order: 1, href: paths.project.about(), title: 'footer.about', for: 'everybody' },
    { place: 'foot', order: 5, href: paths.project.privacy(), title: 'footer.privacy', for: 'everybody' },
    { place: 'foot', order: 6, href: paths.project.accessibility(), title: 'footer.accessibility', for: 'everybody' },
  ],
  auditKinds: [],
  publicPages: { paths: ['', paths.project.about(), paths.project.privacy(), paths.project.accessibility()] },
  personalData: { personal: {}, notPersonal: {} },
  linkRenewals: null,
  mayWrite: null,
}
