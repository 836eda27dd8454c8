import type { Db } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import { scheduleHash } from '#modules/training/registrations/queries.ts'

const firstDate = `(select min(on_day) from training_dates where day_id = training_days.id)`
const lastDate = `(select max(on_day) from training_dates where day_id = training_days.id)`
const has = (what: string) => `exists (select from registrations where day_id = training_days.id and ${what})`
const byMail = `participant_id in (select id from participants where email is not null)`

async function days(db: Db, condition: string, values: (Day | Date)[] = []): Promise<string[]> {
  const rows: { id: string }[] = await db('trainingDays').whereRaw(condition, values).orderBy('id').select('id')
  return rows.map(({ id }) => id)
}

/** Days on which an offer has ended, or a place is free while somebody waits. */
export const daysWithExpiredOffers = (db: Db, at: Date): Promise<string[]> =>
  days(
    db,
    `${has(`registrations.state = 'offered' and offered_until <= ?`)}
      or (training_days.state in ('registration_open', 'closed') and ${has(`registrations.state = 'waiting'`)}
        and ${firstDate}::timestamp at time zone 'Europe/Riga' > ?
        and (capacity is null or capacity > (select count(*) from registrations
          where day_id = training_days.id and registrations.state in ('registered', 'offered'))))`,
    [at, at],
  )

/** Days that begin between two others, with somebody who comes and was not reminded. */
export const daysToRemind = (db: Db, from: Day, to: Day): Promise<string[]> =>
  days(
    db,
    `training_days.state in ('registration_open', 'closed') and ${firstDate} between ? and ? and ${has(
      `registrations.state = 'registered' and reminded_of is distinct from ${firstDate} and ${byMail}`,
    )}`,
    [from, to],
  )

/** Days that were moved or called off since somebody who wants to come was told when and where they are. */
export const daysToNotify = (db: Db): Promise<string[]> =>
  days(
    db,
    `training_days.state in ('registration_open', 'closed', 'cancelled', 'postponed') and ${has(
      `registrations.state in ('registered', 'waiting', 'offered') and notified_schedule is distinct from ${scheduleHash} and ${byMail}`,
    )}`,
  )

/** Days that are over, with needs or links of people that are no longer wanted; links are until the last date was before `before`. */
export const daysToErase = (db: Db, before: Day): Promise<string[]> =>
  days(
    db,
    `(${has(`needs <> ''`)} and (state in ('evidenced', 'reported', 'cancelled', 'postponed') or ${lastDate} < ?))
      or (${lastDate} < ? and id in (select day_id from registrations join registration_links on registration_id = registrations.id))`,
    [before, before],
  )
