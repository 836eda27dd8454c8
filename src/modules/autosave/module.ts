import type { Module } from '#platform/services/services.ts'
import { autosaveRoutes } from './routes.ts'
import { autosaveData } from './personal-data.ts'

export const autosaveModule: Module = {
  name: 'autosave',
  uses: [],
  tables: ['revisions', 'autosaves', 'form_presences'],
  reads: ['people'],
  routes: [autosaveRoutes],
  jobs: null,
  links: [],
  auditKinds: [],
  publicPages: null,
  personalData: autosaveData,
  linkRenewals: null,
  mayWrite: null,
}
