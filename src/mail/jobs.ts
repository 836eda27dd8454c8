import type { Job } from '#jobs/job.ts'
import type { Postman } from './postman.ts'

/** Letters go soon after they were written; what was missed, and what is tried again, goes within a minute. */
export const mailJobs = (postman: Pick<Postman, 'run'>): Job[] => [
  { name: 'mail.deliver', cron: '* * * * *', run: postman.run },
]
