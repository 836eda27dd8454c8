import { perform, system } from '#db/act.ts'
import type { Db, Query } from '#db/db.ts'
import type { Job } from '#jobs/job.ts'
import { today, type Clock } from '#lib/day.ts'
import { essence } from './registration-queries.ts'
import { forgetNeeds, remind, settle, tellChanged } from './registration-sweep-commands.ts'
import { daysFrom, forgottenAfterDays, reminderDays } from './registration.ts'

const idsOf = async (query: Query): Promise<string[]> => ((await query) as { id: string }[]).map(({ id }) => id)

const firstDate = `(select min(on_day) from training_dates where day_id = training_days.id)`
const lastDate = `(select max(on_day) from training_dates where day_id = training_days.id)`

/** What is done about registrations without anybody asking: each looks for what is due, and does it a day at a time. */
export function registrationJobs(db: Db, now: Clock): Job[] {
  const days = (condition: string, values: unknown[] = []) =>
    idsOf(
      db('trainingDays')
        .whereRaw(condition, values as never)
        .orderBy('id')
        .select('id'),
    )

  const has = (what: string) => `exists (select from registrations where day_id = training_days.id and ${what})`
  const reachable = 'participant_id in (select id from participants where email is not null)'

  const offer = async () => {
    const at = now()
    const due = await days(
      `${has(`registrations.state = 'offered' and offered_until <= ?`)} or (training_days.state in ('registration_open', 'closed')
        and ${firstDate}::timestamp at time zone 'Europe/Riga' > ? and ${has(`registrations.state = 'waiting'`)}
        and (capacity is null or capacity > (select count(*) from registrations
          where day_id = training_days.id and registrations.state in ('registered', 'offered'))))`,
      [at, at],
    )
    for (const id of due) await perform(db, system, (act) => settle(act, id, at))
  }

  const remindAll = async () => {
    const present = today(now)
    const due = await days(
      `training_days.state in ('registration_open', 'closed') and ${firstDate} between ? and ? and ${has(
        `registrations.state = 'registered' and reminded_of is distinct from ${firstDate} and ${reachable}`,
      )}`,
      [daysFrom(present, 1), daysFrom(present, reminderDays)],
    )
    for (const id of due) await perform(db, system, (act) => remind(act, id))
  }

  const tellAll = async () => {
    const due = await days(
      `training_days.state in ('registration_open', 'closed', 'cancelled', 'postponed') and ${has(
        `registrations.state in ('registered', 'waiting', 'offered') and told_of is distinct from ${essence} and ${reachable}`,
      )}`,
    )
    for (const id of due) await perform(db, system, (act) => tellChanged(act, id))
  }

  const forget = async () => {
    const before = daysFrom(today(now), -forgottenAfterDays)
    const over = `(state in ('evidenced', 'reported', 'cancelled', 'postponed') or ${lastDate} < ?)`
    const links = `id in (select day_id from registrations join registration_links on registration_id = registrations.id)`
    const due = await days(`(${over} and ${has(`needs <> ''`)}) or (${lastDate} < ? and ${links})`, [before, before])
    for (const id of due) await perform(db, system, (act) => forgetNeeds(act, id, before))
  }

  return [
    { name: 'registrations.offer', cron: '* * * * *', run: offer },
    { name: 'registrations.remind', cron: '0 9 * * *', run: remindAll },
    { name: 'registrations.tell', cron: '*/5 * * * *', run: tellAll },
    { name: 'registrations.forget', cron: '30 3 * * *', run: forget },
  ]
}
