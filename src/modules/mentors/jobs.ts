import { transact, system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { violatedConstraint } from '#platform/db/failures.ts'
import type { Job } from '#platform/jobs/job.ts'
import { today } from '#platform/values/day.ts'
import type { Services } from '#platform/services/services.ts'
import { recordReminder } from './assignments/commands.ts'
import { listInactiveUnreminded } from './assignments/queries.ts'
import type { Assignment } from './assignments/assignment.ts'
import { remindInactiveMentor } from './assignments/mail.ts'
import { listAddressees } from './requests/queries.ts'

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
