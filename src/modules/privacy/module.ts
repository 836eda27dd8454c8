import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { privacyData } from './personal-data.ts'
import { readsRoutes } from './reads/routes.ts'
import { recordsRoutes } from './register/routes.ts'

export const privacyModule: Module = {
  name: 'privacy',
  uses: [],
  tables: ['data_reads', 'privacy_requests', 'privacy_files', 'erasures', 'kept_names'],
  reads: ['participants', 'people', 'territories'],
  routes: [recordsRoutes, readsRoutes],
  jobs: null,
  links: [
    {
      place: 'administration',
      order: 5,
      href: paths.privacy.reads(),
      title: 'privacy:reads.title',
      text: 'privacy:reads.text',
      for: ['administrator', 'auditor'],
    },
    {
      place: 'administration',
      order: 6,
      href: paths.privacy.records(),
      title: 'privacy:records.title',
      text: 'privacy:records.text',
      for: ['administrator', 'lead', 'auditor'],
    },
  ],
  auditKinds: ['privacy', 'access'],
  publicPages: null,
  personalData: privacyData,
  mayWrite: null,
}
