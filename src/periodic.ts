import type { Job } from '#jobs/job.ts'
import type { Postman } from '#mail/postman.ts'
import { modules } from '#modules.ts'
import type { JobServices } from '#services/services.ts'

export interface Periodic extends JobServices {
  postman: Pick<Postman, 'run'>
  /** Forgets what is old and of no use. */
  tidy: () => Promise<void>
}

/** Everything that is done again and again. */
export const periodic = ({ postman, tidy, ...services }: Periodic): Job[] => [
  ...modules.flatMap(({ jobs }) => jobs?.(services) ?? []),
  // Letters go soon after they were written; what was missed, and what is tried again, goes within a minute.
  { name: 'mail.deliver', cron: '* * * * *', run: postman.run },
  { name: 'portal.tidy', cron: '20 */6 * * *', run: tidy },
]
