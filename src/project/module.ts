import type { Module } from '#services/services.ts'
import { projectRoutes } from './routes.ts'

export const projectModule: Module = {
  name: 'project',
  uses: ['parishes'],
  tables: ['projects', 'partners'],
  reads: ['initiatives', 'parishes', 'plan_versions', 'plans', 'published_initiatives', 'territories'],
  routes: [projectRoutes],
  jobs: null,
  links: [
    { place: 'head', order: 4, href: '/about', title: 'nav.about', for: 'everybody' },
    { place: 'foot', order: 1, href: '/about', title: 'footer.about', for: 'everybody' },
    { place: 'foot', order: 5, href: '/privacy', title: 'footer.privacy', for: 'everybody' },
    { place: 'foot', order: 6, href: '/accessibility', title: 'footer.accessibility', for: 'everybody' },
  ],
  auditKinds: [],
  publicPages: { paths: ['', '/about', '/privacy', '/accessibility'] },
  personalData: {},
  mayWrite: null,
}
