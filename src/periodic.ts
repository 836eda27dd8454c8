import { adviceJobs } from '#advice/jobs.ts'
import type { Db } from '#db/db.ts'
import type { Job } from '#jobs/job.ts'
import type { Clock } from '#lib/day.ts'
import type { Postman } from '#mail/postman.ts'
import { registrationJobs } from '#training/registration-jobs.ts'
import { mentorJobs } from '#mentors/jobs.ts'

export interface Periodic {
  db: Db
  /** Tells the present instant, in the demonstration that of its story. */
  now: Clock
  postman: Pick<Postman, 'run'>
  /** Forgets what is old and of no use. */
  tidy: () => Promise<void>
}

/** Everything that is done again and again. */
export const periodic = ({ db, now, postman, tidy }: Periodic): Job[] => [
  ...adviceJobs(db, now),
  // Letters go soon after they were written; what was missed, and what is tried again, goes within a minute.
  { name: 'mail.deliver', cron: '* * * * *', run: postman.run },
  ...registrationJobs(db, now),
  ...mentorJobs(db, now),
  { name: 'portal.tidy', cron: '20 */6 * * *', run: tidy },
]
