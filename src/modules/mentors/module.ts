import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { mentorJobs } from './jobs.ts'
import { mentorRoutes } from './routes.ts'
import { mentorsData } from './personal-data.ts'

export const mentorsModule: Module = {
  name: 'mentors',
  uses: ['advice', 'people', 'places'],
  tables: [
    'mentors',
    'assignment_agreements',
    'inactivity_reminders',
    'advice_requests',
    'advice_proposals',
    'timesheets',
    'timesheet_submissions',
    'timesheet_confirmations',
    'timesheet_approvals',
    'timesheet_addenda',
  ],
  reads: [
    'advice_sessions',
    'files',
    'initiatives',
    'parishes',
    'people',
    'published_initiatives',
    'role_assignments',
    'territories',
  ],
  routes: [mentorRoutes],
  jobs: mentorJobs,
  links: [
    { place: 'foot', order: 4, href: paths.mentors.list(), title: 'mentors:title', for: 'everybody' },
    {
      place: 'desk',
      order: 4,
      href: paths.mentors.work(),
      title: 'mentors:assignments.title',
      text: 'mentors:assignments.lead',
      for: ['auditor', 'lead', 'partner'],
    },
  ],
  auditKinds: ['mentor', 'request', 'timesheet'],
  publicPages: { paths: [paths.mentors.list()] },
  personalData: mentorsData,
  linkRenewals: null,
  mayWrite: null,
}
