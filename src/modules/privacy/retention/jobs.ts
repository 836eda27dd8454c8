import type { Job } from '#platform/jobs/job.ts'
import type { JobServices } from '#platform/services/services.ts'
import { today } from '#platform/values/day.ts'
import { noteBeside } from '#modules/privacy/erasure/note-commands.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import { retainAll } from './commands.ts'

/** Every night what is over is removed, run after run; what was erased is noted beside the files within a minute. */
export function retentionJobs({ db, now, store, config, modules }: JobServices): Job[] {
  const register = registerOf(modules)
  const retain = async () => {
    await retainAll(db, { register, present: today(now), retentionUntil: config.retentionUntil })
    await noteBeside(db, store)
  }
  return [
    { name: 'privacy.retain', cron: '10 3 * * *', run: retain },
    { name: 'privacy.note_erasures', cron: '* * * * *', run: () => noteBeside(db, store) },
  ]
}
