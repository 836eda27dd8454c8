import type { Module } from '#platform/services/services.ts'
import { autosaveRoutes } from './routes.ts'

export const draftsModule: Module = {
  name: 'drafts',
  uses: [],
  tables: ['saves', 'drafts', 'presences'],
  reads: ['people'],
  routes: [autosaveRoutes],
  jobs: null,
  links: [],
  auditKinds: [],
  publicPages: null,
  personalData: { saves: ['saved_by'], drafts: ['person_id', 'fields'], presences: ['person_id'] },
  mayWrite: null,
}
