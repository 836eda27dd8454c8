import { transact, system } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { violatedConstraint } from '#db/failures.ts'
import type { Job } from '#jobs/job.ts'
import { today } from '#lib/day.ts'
import type { Services } from '#services/services.ts'
import { recordReminder } from './assignment-commands.ts'
import { listInactiveUnreminded } from './assignment-queries.ts'
import type { Assignment } from './assignment.ts'
import { remindInactiveMentor } from './mail.ts'
import { listAddressees } from './request-queries.ts'

/** What is done again and again for mentors: who has been silent in a parish for long is asked once. */
export const mentorJobs = ({ db, now }: Pick<Services, 'db' | 'now'>): Job[] => [
  {
    name: 'mentors.remind',
    cron: '15 8 * * *',
    run: async () => {
      for (const assignment of await listInactiveUnreminded(db, today(now))) await remindOf(db, assignment, now())
    },
  },
]

async function remindOf(db: Db, assignment: Assignment, at: Date) {
  try {
    await transact(db, system, async (tx) => {
      await recordReminder(tx, assignment, at)
      for (const mentor of await listAddressees(tx.db, [assignment.mentorId]))
        await remindInactiveMentor(tx, mentor, assignment)
    })
  } catch (error) {
    // Another process has reminded them at this very moment.
    if (violatedConstraint(error) !== 'inactivity_reminders_pkey') throw error
  }
}
