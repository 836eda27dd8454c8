import type { Act } from '#db/act.ts'
import { post } from '#mail/commands.ts'
import { issueLink } from './registration-link-commands.ts'
import { letterOf, type LetterKind } from './registration-mail.ts'
import { readRegistrationDay, registrations } from './registration-queries.ts'
import {
  after,
  freePlaces,
  givesPlaces,
  offerEnds,
  type Move,
  type Registration,
  type RegistrationDay,
} from './registration.ts'

/** Lets one act at a time change who comes to a day: whoever comes second waits, and sees what the first one left. */
export async function lockDay({ trx }: Act, dayId: string): Promise<void> {
  await trx('trainingDays').where({ id: dayId }).forUpdate().select('id')
}

/** The day as it stands within this act. */
export async function dayIn({ trx }: Act, dayId: string): Promise<RegistrationDay> {
  const day = await readRegistrationDay(trx, dayId)
  if (!day) throw new RangeError('there is no such training day')
  return day
}

/** The registration as it stands within this act. */
export const registrationIn = ({ trx }: Act, id: string): Promise<Registration> =>
  registrations(trx).where({ 'registrations.id': id }).first<Registration>()

/** Tells a person how they stand, with a link of the letter's own; who has only a phone is told by staff. */
export async function tell(
  act: Act,
  day: RegistrationDay,
  registration: Registration,
  kind: LetterKind,
  of?: string,
): Promise<void> {
  if (registration.email === null) return
  const token = await issueLink(act, registration.id)
  await post(act, letterOf(kind, { day, registration: { ...registration, email: registration.email }, token, of }))
}

/** Makes a move that can be made, and forgets what the person needed once it is over. */
export async function make(
  act: Act,
  { id, dayId }: Pick<Registration, 'id' | 'dayId'>,
  move: Move,
  until: Date | null = null,
) {
  const from = await registrationIn(act, id)
  const state = after(from.state, move)
  if (state === null) throw new RangeError(`a registration that is ${from.state} cannot ${move}`)
  const over = move === 'cancel' || move === 'decline' || move === 'expire'
  await act
    .trx('registrations')
    .where({ id })
    .update({ state, offeredUntil: until, ...(over && { needs: '' }) })
  await act.record(`registration.${done[move]}`, dayId, { registrationId: id })
}

const done: Record<Move, string> = {
  offer: 'offered',
  accept: 'accepted',
  decline: 'declined',
  expire: 'expired',
  cancel: 'cancelled',
}

/**
 * Ends the offers whose time has passed and offers every free place to who waits first, each once. The day is locked.
 * Returns how many people it moved.
 */
export async function settlePlaces(act: Act, dayId: string, at: Date): Promise<number> {
  const due = await act
    .trx('registrations')
    .where({ dayId, state: 'offered' })
    .where('offeredUntil', '<=', at)
    .orderBy('position')
    .select<{ id: string }[]>('id')
  for (const { id } of due) await make(act, { id, dayId }, 'expire')
  const day = await dayIn(act, dayId)
  for (const { id } of due) await tell(act, day, await registrationIn(act, id), 'expired')
  return due.length + (await offerFree(act, day, at))
}

async function offerFree(act: Act, day: RegistrationDay, at: Date): Promise<number> {
  const free = freePlaces(day)
  if (day.beginsAt === null || day.waiting === 0 || free === 0 || !givesPlaces(day, at)) return 0
  const first = await act
    .trx('registrations')
    .where({ dayId: day.id, state: 'waiting' })
    .orderBy('position')
    .limit(free ?? day.waiting)
    .select<{ id: string }[]>('id')
  const until = offerEnds(at, day.beginsAt)
  for (const { id } of first) await make(act, { id, dayId: day.id }, 'offer', until)
  const now = await dayIn(act, day.id)
  for (const { id } of first) await tell(act, now, await registrationIn(act, id), 'offered')
  return first.length
}
