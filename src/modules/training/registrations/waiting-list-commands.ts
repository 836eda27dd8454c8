import type { AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { calendarOf, entriesFor, entriesGiven } from './calendar-file.ts'
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
  const { email } = registration
  if (email === null) return
  const { entries, gone, publishes, cancels } = await calendarTurn(tx, day, registration, kind)
  const letter = async (what: MessageKind, calendar: string | null, dates: typeof gone = []) => {
    const token = await issueLink(tx, registration.id)
    const about = { day, registration: { ...registration, email }, token, of, calendar, gone: dates }
    await enqueueMail(tx, registrationMessage(what, about))
  }
  await letter(kind, publishes ?? cancels)
  // A calendar file does one thing: what is added and what is taken out go in letters of their own.
  if (publishes !== null && cancels !== null) await letter('dates_removed', cancels, gone)
  if (publishes === null && cancels === null) return
  const inCalendar = JSON.stringify(publishes === null ? [] : entries)
  await tx.db('registrations').where({ id: registration.id }).update({ inCalendar })
}

/** Whether somebody else of the same mailbox has a place on the day: what one of them has in the calendar, both have. */
async function sharesCalendar({ db }: AuditedTransaction, { id, dayId, email }: Registration): Promise<boolean> {
  const other = await db('registrations')
    .join('participants', 'participants.id', 'participantId')
    .where({ dayId, state: 'registered', email })
    .whereNot({ 'registrations.id': id })
    .first('registrations.id')
  return other !== undefined
}

/** The same as `turnOf`, but that nothing is taken out of a calendar which somebody else has it in as well. */
async function calendarTurn(
  tx: AuditedTransaction,
  day: RegistrationDay,
  registration: Registration,
  kind: MessageKind,
) {
  const turn = turnOf(day, registration, kind)
  const keeps = turn.cancels !== null && turn.entries.length === 0 && (await sharesCalendar(tx, registration))
  return keeps ? { ...turn, cancels: null } : turn
}

/** What a letter does to the calendar of whom it goes to: the dates it puts in, and those it takes out. */
function turnOf(day: RegistrationDay, registration: Registration, kind: MessageKind) {
  const { locale } = registration
  const entries = entriesFor(day, registration)
  const gone = entriesGiven(day, registration).filter(({ id }) => entries.every((each) => each.id !== id))
  const comes = putsIn.includes(kind) && entries.length > 0
  return {
    entries,
    gone,
    publishes: comes ? calendarOf(day, registration, { entries, off: false, locale }) : null,
    cancels: gone.length > 0 ? calendarOf(day, registration, { entries: gone, off: true, locale }) : null,
  }
}

// Letters that put the dates of the day into the calendar of who has a place.
const putsIn: readonly MessageKind[] = ['registered', 'reminder', 'day_changed']

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
    .update({
      state,
      offeredUntil: until,
      turns: from.turns + 1,
      ...keptEntries(await loadDay(tx, dayId), from),
      ...(over && { needs: '', formContent: null }),
    })
  await tx.record(`registration.${done[move]}`, dayId, { registrationId: id })
}

// Written down while the person still has the place, for the letter that takes them out.
const keptEntries = (day: RegistrationDay, from: Registration) =>
  from.inCalendar === null && { inCalendar: JSON.stringify(entriesGiven(day, from)) }

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
