import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { privacyData } from './personal-data.ts'
import { recordsRoutes } from './register/routes.ts'

export const privacyModule: Module = {
  name: 'privacy',
  uses: [],
  tables: ['data_reads', 'privacy_requests', 'privacy_files', 'erasures', 'kept_names'],
  reads: [],
  routes: [recordsRoutes],
  jobs: null,
  links: [
    {
      place: 'administration',
      order: 6,
      href: paths.privacy.records(),
      title: 'privacy:records.title',
      text: 'privacy:records.text',
      for: ['administrator', 'lead', 'auditor'],
    },
  ],
  auditKinds: [],
  publicPages: null,
  personalData: privacyData,
  mayWrite: null,
}
