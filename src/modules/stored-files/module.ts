import type { Module } from '#platform/services/services.ts'
import { storedFileRoutes } from './routes.ts'
import { storedFilesData } from './personal-data.ts'

export const storedFilesModule: Module = {
  name: 'stored-files',
  uses: [],
  tables: ['files'],
  reads: [],
  routes: [storedFileRoutes],
  jobs: null,
  links: [],
  auditKinds: ['file'],
  publicPages: null,
  personalData: storedFilesData,
  linkRenewals: null,
  mayWrite: null,
}
