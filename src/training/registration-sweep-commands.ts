import type { Act } from '#db/act.ts'
import type { Day } from '#lib/day.ts'
import { dayIn, lockDay, settlePlaces, tell } from './registration-queue-commands.ts'
import { registrations } from './registration-queries.ts'
import type { Registration, RegistrationDay } from './registration.ts'

const of = ({ trx }: Act, dayId: string) => registrations(trx).where({ dayId }).orderBy('position')

/** Ends the offers of a day whose time has passed, and offers what is free. */
export async function settle(act: Act, dayId: string, at: Date): Promise<void> {
  await lockDay(act, dayId)
  const moved = await settlePlaces(act, dayId, at)
  await act.record('registration.places_settled', dayId, { moved })
}

/** Reminds those who come of the day, each once for its first date. */
export async function remind(act: Act, dayId: string): Promise<void> {
  await lockDay(act, dayId)
  const day = await dayIn(act, dayId)
  const remindedOf = day.sittings[0]?.onDay ?? null
  const due = await of(act, dayId)
    .where({ 'registrations.state': 'registered' })
    .whereNotNull('participants.email')
    .whereRaw('reminded_of is distinct from ?', [remindedOf])
  for (const each of due as Registration[]) await tell(act, day, each, 'reminder', remindedOf ?? undefined)
  await mark(act, due as Registration[], { remindedOf })
  await act.record('registration.reminded', dayId, { people: due.length })
}

/** Tells everybody who wants to come that the day was moved, cancelled or postponed, each once for each time. */
export async function tellChanged(act: Act, dayId: string): Promise<void> {
  await lockDay(act, dayId)
  const day = await dayIn(act, dayId)
  const due = await of(act, dayId)
    .whereIn('registrations.state', ['registered', 'waiting', 'offered'])
    .whereNotNull('participants.email')
    .whereRaw('told_of is distinct from ?', [day.essence])
  for (const each of due as Registration[]) await tell(act, day, each, changeOf(day), day.essence)
  await mark(act, due as Registration[], { toldOf: day.essence })
  await act.record('registration.told', dayId, { people: due.length })
}

const changeOf = ({ state }: RegistrationDay) =>
  state === 'postponed' ? 'day_postponed' : state === 'cancelled' ? 'day_cancelled' : 'day_changed'

const mark = ({ trx }: Act, rows: readonly Registration[], told: object) =>
  trx('registrations')
    .whereIn(
      'id',
      rows.map(({ id }) => id),
    )
    .update(told)

/** Forgets what people of a day needed, and their private links once the day is long over. */
export async function forgetNeeds(act: Act, dayId: string, before: Day): Promise<void> {
  const needs = await act.trx('registrations').where({ dayId }).whereNot({ needs: '' }).update({ needs: '' })
  const last = act.trx('trainingDates').where({ dayId }).max('onDay')
  const links = await act
    .trx('registrationLinks')
    .whereIn('registrationId', act.trx('registrations').where({ dayId }).select('id'))
    .whereRaw('? < ?', [last, before])
    .delete()
  await act.record('registration.forgotten', dayId, { needs, links })
}
