import type { AuditedTransaction } from '#db/act.ts'
import { enqueueMail } from '#mail/commands.ts'
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
export async function lockDay({ db }: AuditedTransaction, dayId: string): Promise<void> {
  await db('trainingDays').where({ id: dayId }).forUpdate().select('id')
}

/** The day as it stands within this act. */
export async function dayIn({ db }: AuditedTransaction, dayId: string): Promise<RegistrationDay> {
  const day = await readRegistrationDay(db, dayId)
  if (!day) throw new RangeError('there is no such training day')
  return day
}

/** The registration as it stands within this act. */
export const registrationIn = ({ db }: AuditedTransaction, id: string): Promise<Registration> =>
  registrations(db).where({ 'registrations.id': id }).first<Registration>()

/** Tells a person how they stand, with a link of the letter's own; who has only a phone is told by staff. */
export async function tell(
  tx: AuditedTransaction,
  day: RegistrationDay,
  registration: Registration,
  kind: LetterKind,
  of?: string,
): Promise<void> {
  if (registration.email === null) return
  const token = await issueLink(tx, registration.id)
  await enqueueMail(
    tx,
    letterOf(kind, { day, registration: { ...registration, email: registration.email }, token, of }),
  )
}

/** Makes a move that can be made, and forgets what the person needed once it is over. */
export async function make(
  tx: AuditedTransaction,
  { id, dayId }: Pick<Registration, 'id' | 'dayId'>,
  move: Move,
  until: Date | null = null,
) {
  const from = await registrationIn(tx, id)
  const state = after(from.state, move)
  if (state === null) throw new RangeError(`a registration that is ${from.state} cannot ${move}`)
  const over = move === 'cancel' || move === 'decline' || move === 'expire'
  await tx
    .db('registrations')
    .where({ id })
    .update({ state, offeredUntil: until, ...(over && { needs: '' }) })
  await tx.record(`registration.${done[move]}`, dayId, { registrationId: id })
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
export async function settlePlaces(tx: AuditedTransaction, dayId: string, at: Date): Promise<number> {
  const due = await tx
    .db('registrations')
    .where({ dayId, state: 'offered' })
    .where('offeredUntil', '<=', at)
    .orderBy('position')
    .select<{ id: string }[]>('id')
  for (const { id } of due) await make(tx, { id, dayId }, 'expire')
  const day = await dayIn(tx, dayId)
  for (const { id } of due) await tell(tx, day, await registrationIn(tx, id), 'expired')
  return due.length + (await offerFree(tx, day, at))
}

async function offerFree(tx: AuditedTransaction, day: RegistrationDay, at: Date): Promise<number> {
  const free = freePlaces(day)
  if (day.beginsAt === null || day.waiting === 0 || free === 0 || !givesPlaces(day, at)) return 0
  const first = await tx
    .db('registrations')
    .where({ dayId: day.id, state: 'waiting' })
    .orderBy('position')
    .limit(free ?? day.waiting)
    .select<{ id: string }[]>('id')
  const until = offerEnds(at, day.beginsAt)
  for (const { id } of first) await make(tx, { id, dayId: day.id }, 'offer', until)
  const now = await dayIn(tx, day.id)
  for (const { id } of first) await tell(tx, now, await registrationIn(tx, id), 'offered')
  return first.length
}
