import type { Job } from '#platform/jobs/job.ts'
import type { DeliveryLoop } from '#platform/mail/delivery-loop.ts'
import { modules } from '#modules.ts'
import type { JobServices } from '#platform/services/services.ts'

export interface ScheduleContext extends Omit<JobServices, 'modules'> {
  delivery: Pick<DeliveryLoop, 'run'>
  /** Forgets what is old and of no use. */
  cleanUp: () => Promise<void>
}

/** Everything that is done again and again. */
export const scheduledJobs = ({ delivery, cleanUp, ...services }: ScheduleContext): Job[] => [
  ...modules.flatMap(({ jobs }) => jobs?.({ ...services, modules }) ?? []),
  // Letters go soon after they were written; what was missed, and what is tried again, goes within a minute.
  { name: 'mail.deliver', cron: '* * * * *', run: delivery.run },
  { name: 'portal.tidy', cron: '20 */6 * * *', run: cleanUp },
]
