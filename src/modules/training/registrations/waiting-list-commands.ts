import type { AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { issueLink } from './link-commands.ts'
import { registrationMessage, type MessageKind } from './mail.ts'
import { readRegistrationDay, registrations } from './queries.ts'
import {
  stateAfter,
  freePlaces,
  offersFreedPlaces,
  offerDeadline,
  type RegistrationTransition,
  type Registration,
  type RegistrationDay,
} from './registration.ts'

/** Lets one transaction at a time change who comes to a day: whoever comes second waits, and sees what the first one left. */
export async function lockDay({ db }: AuditedTransaction, dayId: string): Promise<void> {
  await db('trainingDays').where({ id: dayId }).forUpdate().select('id')
}

/** The day as it stands within this transaction. */
export async function loadDay({ db }: AuditedTransaction, dayId: string): Promise<RegistrationDay> {
  const day = await readRegistrationDay(db, dayId)
  if (!day) throw new RangeError('there is no such training day')
  return day
}

/** The registration as it stands within this transaction. */
export const lockRegistration = ({ db }: AuditedTransaction, id: string): Promise<Registration> =>
  registrations(db).where({ 'registrations.id': id }).first<Registration>()

/** Tells a person how they stand, with a link of the letter's own; who has only a phone is told by staff. */
export async function notifyParticipant(
  tx: AuditedTransaction,
  day: RegistrationDay,
  registration: Registration,
  kind: MessageKind,
  of?: string,
): Promise<void> {
  if (registration.email === null) return
  const token = await issueLink(tx, registration.id)
  await enqueueMail(
    tx,
    registrationMessage(kind, { day, registration: { ...registration, email: registration.email }, token, of }),
  )
}

/** Makes a move that can be made, and forgets what the person needed once it is over. */
export async function transitionTo(
  tx: AuditedTransaction,
  { id, dayId }: Pick<Registration, 'id' | 'dayId'>,
  move: RegistrationTransition,
  until: Date | null = null,
) {
  const from = await lockRegistration(tx, id)
  const state = stateAfter(from.state, move)
  if (state === null) throw new RangeError(`a registration that is ${from.state} cannot ${move}`)
  const over = move === 'cancel' || move === 'decline' || move === 'expire'
  await tx
    .db('registrations')
    .where({ id })
    .update({ state, offeredUntil: until, ...(over && { needs: '' }) })
  await tx.record(`registration.${done[move]}`, dayId, { registrationId: id })
}

const done: Record<RegistrationTransition, string> = {
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
export async function fillPlaces(tx: AuditedTransaction, dayId: string, at: Date): Promise<number> {
  const due = await tx
    .db('registrations')
    .where({ dayId, state: 'offered' })
    .where('offeredUntil', '<=', at)
    .orderBy('position')
    .select<{ id: string }[]>('id')
  for (const { id } of due) await transitionTo(tx, { id, dayId }, 'expire')
  const day = await loadDay(tx, dayId)
  for (const { id } of due) await notifyParticipant(tx, day, await lockRegistration(tx, id), 'expired')
  return due.length + (await offerFree(tx, day, at))
}

async function offerFree(tx: AuditedTransaction, day: RegistrationDay, at: Date): Promise<number> {
  const free = freePlaces(day)
  if (day.beginsAt === null || day.waiting === 0 || free === 0 || !offersFreedPlaces(day, at)) return 0
  const first = await tx
    .db('registrations')
    .where({ dayId: day.id, state: 'waiting' })
    .orderBy('position')
    .limit(free ?? day.waiting)
    .select<{ id: string }[]>('id')
  const until = offerDeadline(at, day.beginsAt)
  for (const { id } of first) await transitionTo(tx, { id, dayId: day.id }, 'offer', until)
  const now = await loadDay(tx, day.id)
  for (const { id } of first) await notifyParticipant(tx, now, await lockRegistration(tx, id), 'offered')
  return first.length
}
