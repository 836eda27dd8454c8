import { Stale, type Act } from '#db/act.ts'
import { today, type Day } from '#lib/day.ts'
import { findOrEnterParticipant } from './participant-commands.ts'
import type { RegistrationFacts } from './registration-facts.ts'
import { issueLink } from './registration-link-commands.ts'
import { dayIn, lockDay, make, registrationIn, settlePlaces, tell } from './registration-queue-commands.ts'
import {
  after,
  closedBecause,
  freePlaces,
  isAwaited,
  isOver,
  type Closed,
  type Move,
  type Registration,
} from './registration.ts'

export interface Sent {
  /** The one-time key of the form. */
  key: string
  source: 'self' | 'staff'
}

/** Registration closed while the form was being filled in. */
export class RegistrationClosed extends Error {
  readonly because: Closed
  constructor(because: Closed) {
    super(`registration is closed: ${because}`)
    this.because = because
  }
}

export interface Registered {
  id: string
  /** A private link to show to who has no e-mail; null where a letter brings it, or where it was shown before. */
  token: string | null
}

/**
 * Registers somebody for a day: they get a place while there is one and nobody waits, else the next one in the queue.
 * Who is registered already stays as they are, and is told so by letter only; the same form sent twice is one.
 */
export async function register(
  act: Act,
  dayId: string,
  facts: RegistrationFacts,
  sent: Sent,
  at: Date,
): Promise<Registered> {
  await lockDay(act, dayId)
  const closed = closedBecause(
    await dayIn(act, dayId),
    today(() => at),
  )
  if (closed) throw new RegistrationClosed(closed)
  const { id: participantId } = await findOrEnterParticipant(act, facts)
  const known = await act
    .trx('registrations')
    .where({ dayId, participantId })
    .first<Pick<Registration, 'id' | 'state' | 'formKey'> | undefined>('id', 'state', 'formKey')
  if (known && !isOver(known.state))
    return again(
      act,
      dayId,
      known,
      sent,
      today(() => at),
    )
  await settlePlaces(act, dayId, at)
  const id = await takePlace(act, dayId, participantId, known?.id ?? null, facts, sent, at)
  const registration = await registrationIn(act, id)
  await tell(act, await dayIn(act, dayId), registration, registration.state === 'waiting' ? 'waiting' : 'registered')
  return { id, token: registration.email === null ? await issueLink(act, id) : null }
}

// Who forgot, or lost the letter, gets another; at most one a day, so that nobody can flood a mailbox.
async function again(
  act: Act,
  dayId: string,
  known: Pick<Registration, 'id' | 'formKey'>,
  { key }: Sent,
  on: Day,
): Promise<Registered> {
  const registration = await registrationIn(act, known.id)
  const sameForm = known.formKey === key
  await act.record('registration.sent_again', dayId, { registrationId: known.id })
  if (!sameForm) await tell(act, await dayIn(act, dayId), registration, 'again', on)
  return { id: known.id, token: sameForm && registration.email === null ? await issueLink(act, known.id) : null }
}

async function takePlace(
  act: Act,
  dayId: string,
  participantId: string,
  earlier: string | null,
  { guardian, photoConsent, needs }: RegistrationFacts,
  { key, source }: Sent,
  registeredAt: Date,
): Promise<string> {
  const day = await dayIn(act, dayId)
  const state = freePlaces(day) !== 0 && day.waiting === 0 ? 'registered' : 'waiting'
  const last = await act.trx('registrations').where({ dayId }).max<{ max: number | null }[]>('position as max')
  const position = (last[0]?.max ?? 0) + 1
  const enteredBy = source === 'staff' ? act.personId : null
  const row = {
    state,
    position,
    guardian,
    photoConsent,
    needs,
    source,
    enteredBy,
    formKey: key,
    registeredAt,
    toldOf: day.essence,
  }
  const [{ id }] = (await (earlier === null
    ? act
        .trx('registrations')
        .insert({ ...row, dayId, participantId })
        .returning('id')
    : act.trx('registrations').where({ id: earlier }).update(row).returning('id'))) as [{ id: string }]
  await act.record('registration.entered', dayId, { registrationId: id, state })
  return id
}

/**
 * Accepts or declines an offer, or cancels; what became free is offered at once to who waits first. Throws Stale where
 * the move cannot be made any more; an offer whose time has passed ends here, and is not accepted.
 */
export async function decide(
  act: Act,
  { id, dayId }: Pick<Registration, 'id' | 'dayId'>,
  move: Exclude<Move, 'offer' | 'expire'>,
  at: Date,
): Promise<void> {
  await lockDay(act, dayId)
  const moved = await settlePlaces(act, dayId, at)
  const { state } = await registrationIn(act, id)
  if (after(state, move) === null || !isAwaited(await dayIn(act, dayId))) {
    if (moved === 0) throw new Stale(`a registration that is ${state} cannot ${move}`)
    return
  }
  await make(act, { id, dayId }, move)
  await tell(
    act,
    await dayIn(act, dayId),
    await registrationIn(act, id),
    move === 'accept' ? 'registered' : 'cancelled',
  )
  await settlePlaces(act, dayId, at)
}
