import { transact, system, type AuditedTransaction } from '#db/act.ts'
import type { Job } from '#jobs/job.ts'
import { today } from '#lib/day.ts'
import type { Services } from '#services/services.ts'
import { daysToForget, daysToRemindOf, daysToSettle, daysToTellOf } from './registration-due-queries.ts'
import { forgetNeeds, remind, settle, tellChanged } from './registration-sweep-commands.ts'
import { daysFrom, forgottenAfterDays, reminderDays } from './registration.ts'

/** What is done about registrations without anybody asking: each looks for what is due, and does it a day at a time. */
export function registrationJobs({ db, now }: Pick<Services, 'db' | 'now'>): Job[] {
  const each = async (dayIds: string[], run: (tx: AuditedTransaction, dayId: string) => Promise<void>) => {
    for (const dayId of dayIds) await transact(db, system, (tx) => run(tx, dayId))
  }

  const offer = async () => {
    const at = now()
    await each(await daysToSettle(db, at), (tx, dayId) => settle(tx, dayId, at))
  }

  const remindAll = async () => {
    const present = today(now)
    await each(await daysToRemindOf(db, daysFrom(present, 1), daysFrom(present, reminderDays)), remind)
  }

  const tellAll = async () => each(await daysToTellOf(db), tellChanged)

  const forget = async () => {
    const before = daysFrom(today(now), -forgottenAfterDays)
    await each(await daysToForget(db, before), (tx, dayId) => forgetNeeds(tx, dayId, before))
  }

  return [
    { name: 'registrations.offer', cron: '* * * * *', run: offer },
    { name: 'registrations.remind', cron: '0 9 * * *', run: remindAll },
    { name: 'registrations.tell', cron: '*/5 * * * *', run: tellAll },
    { name: 'registrations.forget', cron: '30 3 * * *', run: forget },
  ]
}
