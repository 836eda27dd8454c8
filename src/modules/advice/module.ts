import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { adviceJobs } from './reminders/jobs.ts'
import { adviceRoutes } from './routes.ts'
import { adviceData } from './personal-data.ts'

export const adviceModule: Module = {
  name: 'advice',
  uses: ['autosave'],
  tables: ['advice_sessions', 'action_items', 'advice_files', 'action_item_reminders'],
  reads: ['files', 'initiatives', 'parishes', 'people', 'published_initiatives', 'role_assignments'],
  routes: [adviceRoutes],
  jobs: adviceJobs,
  links: [
    {
      place: 'desk',
      order: 3,
      href: paths.advice.list(),
      title: 'advice:title',
      text: 'dashboard:links.advice_text',
      for: ['auditor', 'lead'],
    },
  ],
  auditKinds: ['advice', 'action_item'],
  publicPages: null,
  personalData: adviceData,
  linkRenewals: null,
  mayWrite: null,
}
