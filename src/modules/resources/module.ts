import type { Module } from '#platform/services/services.ts'
import { resourceRoutes } from './routes.ts'

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
  personalData: { resources: ['owner', 'updated_by'] },
  mayWrite: null,
}
