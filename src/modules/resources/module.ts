import type { Module } from '#platform/services/services.ts'
import { resourceRoutes } from './routes.ts'
import { resourcesData } from './personal-data.ts'

export const resourcesModule: Module = {
  name: 'resources',
  uses: [],
  tables: ['resources'],
  reads: ['initiatives', 'parishes', 'resource_uses'],
  routes: [resourceRoutes],
  jobs: null,
  links: [],
  auditKinds: ['resource'],
  publicPages: null,
  personalData: resourcesData,
  linkRenewals: null,
  mayWrite: null,
}
