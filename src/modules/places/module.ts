import type { Module } from '#platform/services/services.ts'
import { countJobs } from './counts/jobs.ts'
import { parishNameRoutes } from './choice/routes.ts'
import { parishEditRoutes } from './parishes/routes.ts'
import { placesData } from './personal-data.ts'

export const placesModule: Module = {
  name: 'places',
  uses: ['audit'],
  tables: ['projects', 'partners', 'territories', 'parishes', 'parish_counts', 'initiative_counts'],
  reads: ['plan_versions', 'plans', 'published_initiatives'],
  routes: [parishNameRoutes, parishEditRoutes],
  jobs: countJobs,
  links: [],
  auditKinds: ['parish'],
  publicPages: null,
  personalData: placesData,
  linkRenewals: null,
  mayWrite: null,
}
