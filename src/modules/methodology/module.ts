import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { methodologyRoutes } from './routes.ts'
import { methodologyData } from './personal-data.ts'

export const methodologyModule: Module = {
  name: 'methodology',
  uses: [],
  tables: ['methodology_versions', 'methodology_sections', 'methodology_criteria'],
  reads: ['people'],
  routes: [methodologyRoutes],
  jobs: null,
  links: [
    { place: 'foot', order: 3, href: paths.methodology.published(), title: 'methodology:title', for: 'everybody' },
    {
      place: 'desk',
      order: 6,
      href: paths.methodology.list(),
      title: 'methodology:title',
      text: 'dashboard:links.methodology_text',
      for: ['auditor', 'lead', 'partner', 'mentor'],
    },
  ],
  auditKinds: ['methodology'],
  publicPages: { paths: [paths.methodology.published()] },
  personalData: methodologyData,
  linkRenewals: null,
  mayWrite: null,
}
