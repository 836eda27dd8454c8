import { transact, system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Job } from '#platform/jobs/job.ts'
import { today, type Clock } from '#platform/values/day.ts'
import type { Services } from '#platform/services/services.ts'
import { recordReminders } from './commands.ts'
import { remindOfActionItems } from './mail.ts'
import { remindersFor } from './reminder.ts'
import { listDueActionItems, listReminderRecipients } from './queries.ts'

/** What the advice asks for again and again: every morning, owners of agreed steps are reminded of those that are due. */
export const adviceJobs = ({ db, now }: Pick<Services, 'db' | 'now'>): Job[] => [
  { name: 'advice.remind', cron: '0 8 * * *', run: () => remindOwners(db, now) },
]

async function remindOwners(db: Db, now: Clock) {
  const day = today(now)
  const steps = await listDueActionItems(db, day)
  if (steps.length === 0) return
  const reminders = remindersFor(steps, await listReminderRecipients(db, day))
  // Somebody may yet take over what is nobody's today.
  const reminded = steps.filter((step) => reminders.some((each) => each.steps.includes(step)))
  if (reminded.length === 0) return
  await transact(db, system, async (tx) => {
    await recordReminders(tx, reminded, day)
    for (const { holder, steps: theirs } of reminders) await remindOfActionItems(tx, holder, theirs)
  })
}
