import type { Job } from '#platform/jobs/job.ts'
import type { JobServices } from '#platform/services/services.ts'
import { compactCounts } from './commands.ts'

/** Adds up what was counted since the last time. */
export const countJobs = ({ db }: JobServices): Job[] => [
  { name: 'counts.add_up', cron: '50 * * * *', run: () => compactCounts(db) },
]
