import { VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import { today } from '#platform/values/day.ts'
import { noteConsents } from './consent-commands.ts'
import { findOrCreateParticipant } from './participant-commands.ts'
import type { RegistrationInput } from './registration-input.ts'
import { issueLink } from './link-commands.ts'
import { correctContact, registerAgain, type RegistrationResult, type RegistrationSent } from './repeat-commands.ts'
import {
  loadDay,
  lockDay,
  transitionTo,
  lockRegistration,
  fillPlaces,
  notifyParticipant,
} from './waiting-list-commands.ts'
import {
  stateAfter,
  closedBecause,
  closedToStaff,
  isFull,
  acceptsChanges,
  hasEnded,
  type ClosedReason,
  type RegistrationTransition,
  type Registration,
} from './registration.ts'

/** Registration closed while the form was being filled in. */
export class RegistrationClosed extends Error {
  readonly because: ClosedReason
  constructor(because: ClosedReason) {
    super(`registration is closed: ${because}`)
    this.because = because
  }
}

/**
 * Registers somebody for a day: they get a place while there is one and nobody waits, else the next one in the queue.
 * Who is registered already stays as they are, and is told so by letter only; the same form sent again is one, and what it
 * says then is what holds.
 */
export async function register(
  tx: AuditedTransaction,
  dayId: string,
  input: RegistrationInput,
  sent: RegistrationSent,
  at: Date,
): Promise<RegistrationResult> {
  await lockDay(tx, dayId)
  const closed = (sent.source === 'staff' ? closedToStaff : closedBecause)(
    await loadDay(tx, dayId),
    today(() => at),
  )
  if (closed) throw new RegistrationClosed(closed)
  const { id: participantId } = await findOrCreateParticipant(tx, input, sent.source)
  const known = await tx
    .db('registrations')
    .where({ dayId, participantId })
    .first<Pick<Registration, 'id' | 'state'> | undefined>('id', 'state')
  if (known && !hasEnded(known.state)) return registerAgain(tx, await lockRegistration(tx, known.id), input, sent, at)
  const corrected = await correctContact(tx, { dayId, participantId }, input, sent)
  if (corrected) return corrected
  return enter(tx, { dayId, participantId, earlier: known?.id ?? null }, input, sent, at)
}

async function enter(
  tx: AuditedTransaction,
  { dayId, participantId, earlier }: { dayId: string; participantId: string; earlier: string | null },
  input: RegistrationInput,
  sent: RegistrationSent,
  at: Date,
): Promise<RegistrationResult> {
  await fillPlaces(tx, dayId, at)
  const id = await assignPlace(tx, dayId, participantId, earlier, input, sent, at)
  const registration = await lockRegistration(tx, id)
  await notifyParticipant(
    tx,
    await loadDay(tx, dayId),
    registration,
    registration.state === 'waiting' ? 'waiting' : 'registered',
  )
  return { id, token: registration.email === null ? await issueLink(tx, id) : null }
}

async function assignPlace(
  tx: AuditedTransaction,
  dayId: string,
  participantId: string,
  earlier: string | null,
  { name: _name, email: _email, photoConsent, ...told }: RegistrationInput,
  { key, content, source }: RegistrationSent,
  registeredAt: Date,
): Promise<string> {
  const day = await loadDay(tx, dayId)
  const state = isFull(day) ? 'waiting' : 'registered'
  const last = await tx.db('registrations').where({ dayId }).max<{ max: number | null }[]>('position as max')
  const position = (last[0]?.max ?? 0) + 1
  const enteredBy = source === 'staff' ? tx.personId : null
  const row = {
    state,
    position,
    ...told,
    source,
    enteredBy,
    formKey: key,
    formContent: content,
    registeredAt,
    notifiedSchedule: day.scheduleHash,
  }
  const [{ id }] = (await (earlier === null
    ? tx
        .db('registrations')
        .insert({ ...row, dayId, participantId, inCalendar: '[]' })
        .returning('id')
    : tx
        .db('registrations')
        .where({ id: earlier })
        .update({ ...row, turns: tx.db.raw('turns + 1') })
        .returning('id'))) as [{ id: string }]
  await noteConsents(tx, id, { ...told, photoConsent }, source)
  await tx.record('registration.created', dayId, { registrationId: id, state })
  return id
}

/**
 * Accepts or declines an offer, or cancels; what became free is offered at once to who waits first. Throws VersionConflict where
 * the move cannot be made any more; an offer whose time has passed ends here, and is not accepted.
 */
export async function decideRegistration(
  tx: AuditedTransaction,
  { id, dayId }: Pick<Registration, 'id' | 'dayId'>,
  move: Exclude<RegistrationTransition, 'offer' | 'expire'>,
  at: Date,
): Promise<void> {
  await lockDay(tx, dayId)
  const moved = await fillPlaces(tx, dayId, at)
  const { state } = await lockRegistration(tx, id)
  if (stateAfter(state, move) === null || !acceptsChanges(await loadDay(tx, dayId))) {
    if (moved === 0) throw new VersionConflict(`a registration that is ${state} cannot ${move}`)
    return
  }
  await transitionTo(tx, { id, dayId }, move)
  await notifyParticipant(
    tx,
    await loadDay(tx, dayId),
    await lockRegistration(tx, id),
    move === 'accept' ? 'registered' : 'cancelled',
  )
  await fillPlaces(tx, dayId, at)
}
