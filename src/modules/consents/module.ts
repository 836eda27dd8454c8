import type { Module } from '#platform/services/services.ts'
import { consentsData } from './personal-data.ts'

export const consentsModule: Module = {
  name: 'consents',
  uses: [],
  tables: ['consents'],
  reads: [],
  routes: [],
  jobs: null,
  links: [],
  auditKinds: ['consent'],
  publicPages: null,
  personalData: consentsData,
  linkRenewals: null,
  mayWrite: null,
}
