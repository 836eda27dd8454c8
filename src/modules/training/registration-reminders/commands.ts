import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Day } from '#platform/values/day.ts'
import {
  loadDay,
  lockDay,
  fillPlaces,
  notifyParticipant,
} from '#modules/training/registrations/waiting-list-commands.ts'
import { registrations } from '#modules/training/registrations/queries.ts'
import type { Registration, RegistrationDay } from '#modules/training/registrations/registration.ts'

const of = ({ db }: AuditedTransaction, dayId: string) => registrations(db).where({ dayId }).orderBy('position')

/** Ends the offers of a day whose time has passed, and offers what is free. */
export async function expireOffers(tx: AuditedTransaction, dayId: string, at: Date): Promise<void> {
  await lockDay(tx, dayId)
  const moved = await fillPlaces(tx, dayId, at)
  await tx.record('registration.places_filled', dayId, { moved })
}

/** Reminds those who come of the day, each once for its first date. */
export async function remindParticipants(tx: AuditedTransaction, dayId: string): Promise<void> {
  await lockDay(tx, dayId)
  const day = await loadDay(tx, dayId)
  const remindedOf = day.dates[0]?.onDay ?? null
  const due = await of(tx, dayId)
    .where({ 'registrations.state': 'registered' })
    .whereNotNull('participants.email')
    .whereRaw('reminded_of is distinct from ?', [remindedOf])
  for (const each of due as Registration[]) await notifyParticipant(tx, day, each, 'reminder', remindedOf ?? undefined)
  await mark(tx, due as Registration[], { remindedOf })
  await tx.record('registration.reminded', dayId, { people: due.length })
}

/** Tells everybody who wants to come that the day was moved, cancelled or postponed, each once for each time. */
export async function notifyOfDayChanges(tx: AuditedTransaction, dayId: string): Promise<void> {
  await lockDay(tx, dayId)
  const day = await loadDay(tx, dayId)
  const due = await of(tx, dayId)
    .whereIn('registrations.state', ['registered', 'waiting', 'offered'])
    .whereNotNull('participants.email')
    .whereRaw('notified_schedule is distinct from ?', [day.scheduleHash])
  for (const each of due as Registration[]) await notifyParticipant(tx, day, each, changeOf(day), day.scheduleHash)
  await mark(tx, due as Registration[], { notifiedSchedule: day.scheduleHash })
  await tx.record('registration.notified', dayId, { people: due.length })
}

// Who waited for another date is told that it is off as well: nobody is registered for that one.
const changeOf = ({ state, replacementReason }: RegistrationDay) => {
  if (state === 'cancelled' || replacementReason) return 'day_cancelled'
  return state === 'postponed' ? 'day_postponed' : 'day_changed'
}

const mark = ({ db }: AuditedTransaction, rows: readonly Registration[], marks: object) =>
  db('registrations')
    .whereIn(
      'id',
      rows.map(({ id }) => id),
    )
    .update(marks)

// A digest of the form would tell by trying what somebody needed.
const forgotten = { needs: '', formContent: null }

/** Forgets what people of a day needed, and their private links once the day is long over. */
export async function eraseAccessNeeds(tx: AuditedTransaction, dayId: string, before: Day): Promise<void> {
  const needs = await tx.db('registrations').where({ dayId }).whereNot({ needs: '' }).update(forgotten)
  const last = tx.db('trainingDates').where({ dayId }).max('onDay')
  const links = await tx
    .db('registrationLinks')
    .whereIn('registrationId', tx.db('registrations').where({ dayId }).select('id'))
    .whereRaw('? < ?', [last, before])
    .delete()
  await tx.record('registration.needs_erased', dayId, { needs, links })
}
