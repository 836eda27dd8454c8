import { paths } from '#platform/paths/paths.ts'
import type { Module } from '#platform/services/services.ts'
import { registrationJobs } from './registration-reminders/jobs.ts'
import { publicSlugs } from './days/queries.ts'
import { registrationRoutes } from './registration-pages/routes.ts'
import { attendanceStatisticsRoutes } from './statistics/routes.ts'
import { trainingRoutes } from './routes.ts'
import { trainingData } from './personal-data.ts'
import { registrationLinkRenewals } from './registrations/link-renewal-commands.ts'

export const trainingModule: Module = {
  name: 'training',
  uses: ['autosave', 'consents', 'needs', 'people', 'places', 'resources'],
  tables: [
    'training_project_targets',
    'training_targets',
    'training_topics',
    'training_days',
    'training_dates',
    'training_day_parishes',
    'training_day_topics',
    'training_trainers',
    'training_files',
    'training_programmes',
    'training_programme_topics',
    'calendar_feeds',
    'participants',
    'registrations',
    'registration_links',
    'attendance_lists',
    'attendance_writers',
    'attendances',
    'attendance_scans',
    'certificate_years',
    'certificates',
  ],
  reads: ['files', 'mail_messages', 'need_responses', 'needs', 'parishes', 'people', 'projects', 'territories'],
  routes: [registrationRoutes, attendanceStatisticsRoutes, trainingRoutes],
  jobs: registrationJobs,
  links: [
    { place: 'head', order: 3, href: paths.training.list(), title: 'nav.training', for: 'everybody' },
    {
      place: 'desk',
      order: 7,
      href: paths.training.work(),
      title: 'training:work.title',
      text: 'training:work.link',
      for: ['auditor'],
    },
  ],
  auditKinds: ['training', 'programme', 'registration', 'attendance', 'certificate'],
  publicPages: { paths: [paths.training.list()], records: { path: paths.training.day, slugs: publicSlugs } },
  personalData: trainingData,
  linkRenewals: registrationLinkRenewals,
  mayWrite: null,
}
