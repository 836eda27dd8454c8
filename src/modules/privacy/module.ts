import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { privacyData } from './personal-data.ts'
import { erasureRoutes } from './erasure/routes.ts'
import { fileJobs } from './files/jobs.ts'
import { fileRoutes } from './files/routes.ts'
import { ownDataRoutes } from './own/routes.ts'
import { requestRoutes } from './requests/admin-routes.ts'
import { requestSubjectRoutes } from './requests/subject-routes.ts'
import { publicRequestRoutes } from './requests/public-routes.ts'
import { readsRoutes } from './reads/routes.ts'
import { retentionJobs } from './retention/jobs.ts'
import { recordsRoutes } from './register/routes.ts'
import { privacyLinkRenewals } from './files/link-renewal-commands.ts'

export const privacyModule: Module = {
  name: 'privacy',
  uses: ['consents', 'people'],
  tables: ['data_reads', 'privacy_requests', 'privacy_files', 'erasures', 'kept_names'],
  reads: [
    'attendance_lists',
    'attendance_scans',
    'attendances',
    'certificates',
    'consents',
    'factor_removals',
    'files',
    'handover_proofs',
    'handovers',
    'mail_messages',
    'mentors',
    'parishes',
    'participants',
    'people',
    'plan_versions',
    'registrations',
    'revisions',
    'territories',
    'timesheet_confirmations',
    'timesheets',
    'training_dates',
    'training_days',
    'visit_participants',
    'visits',
  ],
  routes: [
    recordsRoutes,
    readsRoutes,
    publicRequestRoutes,
    requestRoutes,
    requestSubjectRoutes,
    erasureRoutes,
    fileRoutes,
    ownDataRoutes,
  ],
  jobs: (services) => [...fileJobs(services), ...retentionJobs(services)],
  links: [
    {
      place: 'administration',
      order: 4,
      href: paths.privacy.requests(),
      title: 'privacy:list.title',
      text: 'privacy:list.text',
      for: ['administrator', 'lead'],
    },
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
  publicPages: { paths: [paths.privacy.request()] },
  personalData: privacyData,
  linkRenewals: privacyLinkRenewals,
  mayWrite: null,
}
