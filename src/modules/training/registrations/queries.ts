import { mayBePhotographed } from '#modules/consents/queries.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { rowsFromJson } from '#platform/db/batch-queries.ts'
import { placeColumns } from '#modules/training/days/place-queries.ts'
import { lastReplacement } from '#modules/training/days/replacement-queries.ts'
import type { Registration, RegistrationDay, RegistrationDate } from './registration.ts'

const datesOf = `(select coalesce(json_agg(json_build_object('id', id, 'onDay', on_day,
    'startsAt', (on_day + starts) at time zone 'Europe/Riga', 'endsAt', (on_day + ends) at time zone 'Europe/Riga') order by on_day), '[]')
  from training_dates where day_id = training_days.id) as dates`
const beginsAt = `(select min(on_day)::timestamp at time zone 'Europe/Riga' from training_dates where day_id = training_days.id) as begins_at`
const serves = `(select coalesce(json_agg(json_build_object('parishId', parishes.id, 'territoryId', territory_id)), '[]')
  from training_day_parishes join parishes on parishes.id = parish_id where day_id = training_days.id) as serves`
/** When and where a day is, or that it was called off, as a column of a query over training days. */
export const scheduleHash = `case
  when exists (select from training_days outcome where outcome.id = ${lastReplacement} and outcome.state = 'cancelled') then 'postponed, cancelled'
  when training_days.state in ('cancelled', 'postponed') then training_days.state else md5(
  training_days.place || training_days.online_at || coalesce((select string_agg(concat_ws(' ', on_day, starts, ends), ',' order by on_day)
    from training_dates where day_id = training_days.id), '')) end`

const days = (db: Db): Query =>
  db('trainingDays')
    .joinRaw(`left join training_days later on later.id = ${lastReplacement}`)
    .select(
      'trainingDays.id',
      'trainingDays.version',
      'trainingDays.slug',
      'trainingDays.title',
      'trainingDays.state',
      'trainingDays.reason',
    )
    .select('trainingDays.published')
    .select('trainingDays.modality', 'trainingDays.place', 'trainingDays.onlineAt', 'trainingDays.organiserId')
    .select('trainingDays.capacity', 'trainingDays.registrationClosesOn')
    .select(
      'later.title as replacedByTitle',
      db.raw('case when later.published then later.slug end as replaced_by_slug'),
      db.raw(`case when later.state = 'cancelled' then later.reason end as replacement_reason`),
      db.raw(
        `array(select on_day from training_dates where day_id = later.id and later.state <> 'cancelled' order by on_day) as replaced_on`,
      ),
    )
    .select(db.raw(datesOf), db.raw(beginsAt), db.raw(serves), db.raw(`${scheduleHash} as schedule_hash`))
    .select(placeColumns.map((column) => db.raw(column)))

type Read = Omit<RegistrationDay, 'dates'> & { dates: Record<string, unknown>[] }

const asDay = (row: Read | undefined): RegistrationDay | undefined =>
  row && { ...row, dates: rowsFromJson<RegistrationDate>(row.dates) }

/** What registering needs to know of the day with this slug. */
export const findRegistrationDay = async (db: Db, slug: string): Promise<RegistrationDay | undefined> =>
  asDay(await days(db).where('trainingDays.slug', slug).first<Read | undefined>())

export const readRegistrationDay = async (db: Db, id: string): Promise<RegistrationDay | undefined> =>
  asDay(await days(db).where('trainingDays.id', id).first<Read | undefined>())

const before = `(select count(*)::int from registrations as earlier where earlier.day_id = registrations.day_id
  and earlier.state = 'waiting' and earlier.position < registrations.position) as before`

export const registrations = (db: Db): Query =>
  db('registrations')
    .join('participants', 'participants.id', 'registrations.participantId')
    .leftJoin('parishes', 'parishes.id', 'registrations.parishId')
    .leftJoin('people as enterers', 'enterers.id', 'registrations.enteredBy')
    .select('registrations.id', 'registrations.version', 'dayId', 'participantId', 'registrations.state', 'position')
    .select(
      'offeredUntil',
      'guardian',
      'needs',
      'source',
      'registeredAt',
      'formKey',
      'formContent',
      'turns',
      'inCalendar',
    )
    .select('participants.name', 'participants.email', 'registrations.phone', 'registrations.locale')
    .select('registrations.parishId', 'parishes.names as parishNames', 'enterers.name as enteredByName')
    .select(db.raw(before), db.raw(`${mayBePhotographed('registration_id', 'registrations.id')} as photo_consent`))

/** Everybody who registered for a day: those who come first, then who waits, then who has left; each in the order of the queue. */
export const listRegistrations = (db: Db, dayId: string): Promise<Registration[]> =>
  registrations(db)
    .where({ dayId })
    .whereNull('participants.restrictedAt')
    .orderByRaw(
      `array_position(array['registered', 'offered', 'waiting', 'cancelled', 'declined', 'expired'], registrations.state), position`,
    )

export const findRegistration = async (db: Db, dayId: string, id: string): Promise<Registration | undefined> =>
  isUuid(id) ? registrations(db).where({ dayId, 'registrations.id': id }).first<Registration>() : undefined

/** The registration for this day that a private link with this hash leads to. */
export const findByLink = (db: Db, dayId: string, tokenHash: string): Promise<Registration | undefined> =>
  registrations(db)
    .where({ dayId })
    .whereIn('registrations.id', db('registrationLinks').where({ tokenHash }).select('registrationId'))
    .first<Registration | undefined>()
