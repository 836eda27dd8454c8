import { transact, system, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Job } from '#platform/jobs/job.ts'
import { today } from '#platform/values/day.ts'
import type { Services } from '#platform/services/services.ts'
import { daysToErase, daysToRemind, daysWithExpiredOffers, daysToNotify } from './due-queries.ts'
import { eraseAccessNeeds, remindParticipants, expireOffers, notifyOfDayChanges } from './commands.ts'
import { daysFrom, erasedAfterDays, reminderDays } from '#modules/training/registrations/registration.ts'

/** What is done about registrations without anybody asking: each looks for what is due, and does it a day at a time. */
export function registrationJobs({ db, now }: Pick<Services, 'db' | 'now'>): Job[] {
  const each = async (dayIds: string[], run: (tx: AuditedTransaction, dayId: string) => Promise<void>) => {
    for (const dayId of dayIds) await transact(db, system, (tx) => run(tx, dayId))
  }

  const offer = async () => {
    const at = now()
    await each(await daysWithExpiredOffers(db, at), (tx, dayId) => expireOffers(tx, dayId, at))
  }

  const remindAll = async () => {
    const present = today(now)
    await each(await daysToRemind(db, daysFrom(present, 1), daysFrom(present, reminderDays)), remindParticipants)
  }

  const tellAll = async () => each(await daysToNotify(db), notifyOfDayChanges)

  const forget = async () => {
    const before = daysFrom(today(now), -erasedAfterDays)
    await each(await daysToErase(db, before), (tx, dayId) => eraseAccessNeeds(tx, dayId, before))
  }

  return [
    { name: 'registrations.offer', cron: '* * * * *', run: offer },
    { name: 'registrations.remind', cron: '0 9 * * *', run: remindAll },
    { name: 'registrations.tell', cron: '*/5 * * * *', run: tellAll },
    { name: 'registrations.forget', cron: '30 3 * * *', run: forget },
  ]
}
