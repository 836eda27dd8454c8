import { adviceJobs } from '#advice/jobs.ts'
import type { Job } from '#jobs/job.ts'
import type { Postman } from '#mail/postman.ts'
import type { Services } from '#services/services.ts'
import { registrationJobs } from '#training/registration-jobs.ts'
import { mentorJobs } from '#mentors/jobs.ts'

export interface Periodic extends Pick<Services, 'db' | 'now'> {
  postman: Pick<Postman, 'run'>
  /** Forgets what is old and of no use. */
  tidy: () => Promise<void>
}

/** Everything that is done again and again. */
export const periodic = ({ postman, tidy, ...services }: Periodic): Job[] => [
  ...adviceJobs(services),
  // Letters go soon after they were written; what was missed, and what is tried again, goes within a minute.
  { name: 'mail.deliver', cron: '* * * * *', run: postman.run },
  ...registrationJobs(services),
  ...mentorJobs(services),
  { name: 'portal.tidy', cron: '20 */6 * * *', run: tidy },
]
