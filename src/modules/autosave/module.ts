import type { Module } from '#platform/services/services.ts'
import { autosaveRoutes } from './routes.ts'

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
  personalData: { revisions: ['saved_by'], autosaves: ['person_id', 'fields'], form_presences: ['person_id'] },
  mayWrite: null,
}
