import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { publicSlugs } from './visits/queries.ts'
import { visitRoutes } from './routes.ts'
import { visitsData } from './personal-data.ts'

export const visitsModule: Module = {
  name: 'visits',
  uses: ['consents', 'places', 'training'],
  tables: [
    'visits',
    'visit_sections',
    'visit_stops',
    'visit_legs',
    'visit_nights',
    'visit_places',
    'visit_participants',
    'visit_lessons',
  ],
  reads: ['initiatives', 'parishes', 'participants', 'projects', 'published_initiatives', 'territories'],
  routes: [visitRoutes],
  jobs: null,
  links: [
    { place: 'foot', order: 2, href: paths.visits.list(), title: 'visits:title', for: 'everybody' },
    {
      place: 'desk',
      order: 8,
      href: paths.visits.all(),
      title: 'visits:title',
      text: 'visits:lead',
      for: ['auditor', 'lead', 'partner'],
    },
  ],
  auditKinds: ['visit'],
  publicPages: { paths: [paths.visits.list()], records: { path: paths.visits.visit, slugs: publicSlugs } },
  personalData: visitsData,
  linkRenewals: null,
  mayWrite: null,
}
