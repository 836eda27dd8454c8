import type { Module } from '#platform/services/services.ts'
import { countJobs } from './jobs.ts'
import { placeRoutes } from './routes.ts'

export const placesModule: Module = {
  name: 'places',
  uses: [],
  tables: ['parish_counts', 'initiative_counts'],
  reads: ['parishes', 'territories'],
  routes: [placeRoutes],
  jobs: countJobs,
  links: [],
  auditKinds: ['parish'],
  publicPages: null,
  personalData: {},
  mayWrite: null,
}
