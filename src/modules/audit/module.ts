import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { auditRoutes } from './routes.ts'
import { auditData } from './personal-data.ts'

export const auditModule: Module = {
  name: 'audit',
  uses: [],
  tables: ['audit_log'],
  reads: [
    'advice_requests',
    'advice_sessions',
    'assessments',
    'initiatives',
    'mentors',
    'methodology_versions',
    'needs',
    'parishes',
    'people',
    'plans',
    'resources',
    'role_assignments',
    'timesheets',
    'training_days',
    'training_programmes',
    'training_topics',
  ],
  routes: [auditRoutes],
  jobs: null,
  links: [
    {
      place: 'administration',
      order: 2,
      href: paths.audit.log(),
      title: 'audit:log.title',
      text: 'audit:log.text',
      for: ['administrator', 'lead', 'auditor'],
    },
    {
      place: 'desk',
      order: 10,
      href: paths.audit.log(),
      title: 'audit:log.title',
      text: 'audit:log.text',
      for: ['auditor', 'administrator', 'lead'],
    },
  ],
  auditKinds: [],
  publicPages: null,
  personalData: auditData,
  linkRenewals: null,
  mayWrite: null,
}
