import type { Module } from '#platform/services/services.ts'
import { glossaryRoutes } from './routes.ts'
import { glossaryData } from './personal-data.ts'

export const glossaryModule: Module = {
  name: 'glossary',
  uses: [],
  tables: ['glossary_terms'],
  reads: [],
  routes: [glossaryRoutes],
  jobs: null,
  links: [],
  auditKinds: ['term'],
  publicPages: null,
  personalData: glossaryData,
  linkRenewals: null,
  mayWrite: null,
}
