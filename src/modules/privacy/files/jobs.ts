import { system, transact, VersionConflict } from '#platform/db/transact.ts'
import type { Job } from '#platform/jobs/job.ts'
import type { JobServices } from '#platform/services/services.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import { makeFile } from './file-commands.ts'
import { nextWaiting } from './file-queries.ts'

/** Makes the files that people asked for, one after the other. */
export function fileJobs({ db, now, config, modules }: JobServices): Job[] {
  const register = registerOf(modules)
  const run = async () => {
    for (let file = await nextWaiting(db); file; file = await nextWaiting(db)) {
      const { id } = file
      try {
        await transact(db, system, (tx) => makeFile(tx, register, { id, at: now(), phone: config.contact.phone }))
      } catch (error) {
        // Another process makes it just now, and whatever else waits.
        if (error instanceof VersionConflict) return
        throw error
      }
    }
  }
  return [{ name: 'privacy.make_files', cron: '* * * * *', run }]
}
