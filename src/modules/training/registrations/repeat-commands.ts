import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { today } from '#platform/values/day.ts'
import { calendarOf, entriesGiven } from './calendar-file.ts'
import { noteConsents } from './consent-commands.ts'
import { issueLink } from './link-commands.ts'
import { registrationMessage } from './mail.ts'
import { removeIfNowhere } from './participant-commands.ts'
import type { RegistrationInput } from './registration-input.ts'
import type { Registration, RegistrationDay } from './registration.ts'
import { loadDay, lockRegistration, notifyParticipant } from './waiting-list-commands.ts'

export interface RegistrationSent {
  /** The one-time key of the form, and a digest of what it said. */
  key: string
  content: string
  source: 'self' | 'staff'
}

export interface RegistrationResult {
  id: string
  /** A private link to show to who has no e-mail; null where a letter brings it, or where it was shown before. */
  token: string | null
}

/**
 * What becomes of a form for somebody who is registered already. Whoever sends the very form that registered them is the
 * same person: what it says now is kept. Anybody else changes and learns nothing, and the person is told by letter, once a
 * day at most, so that nobody can flood a mailbox.
 */
export async function registerAgain(
  tx: AuditedTransaction,
  registration: Registration,
  { name: _name, email: _email, photoConsent, ...told }: RegistrationInput,
  { key, content, source }: RegistrationSent,
  at: Date,
): Promise<RegistrationResult> {
  const { id, dayId, email } = registration
  const sameForm = registration.formKey === key
  const subject = { registrationId: id }
  await tx.recordRarely('registration.repeated', dayId, subject)
  if (!sameForm) {
    const on = today(() => at)
    await notifyParticipant(tx, await loadDay(tx, dayId), registration, 'again', on)
    return { id, token: null }
  }
  if (registration.formContent !== content) {
    await updateIfUnchanged<Registration>(tx, 'registrations', registration, { ...told, formContent: content })
    await noteConsents(tx, id, { ...told, photoConsent }, source)
    await tx.record('registration.changed', dayId, subject)
  }
  return { id, token: email === null ? await issueLink(tx, id) : null }
}

/**
 * Whoever sends the form that registered them once more, with the same name and another address or number, corrects what they
 * mistyped: their place goes with it, and links that went to the other address lead nowhere. Null where this is no such form:
 * another name is another person.
 */
export async function correctContact(
  tx: AuditedTransaction,
  { dayId, participantId }: Pick<Registration, 'dayId' | 'participantId'>,
  { name, email: _email, photoConsent, ...told }: RegistrationInput,
  { key, content, source }: RegistrationSent,
): Promise<RegistrationResult | null> {
  const earlier = await tx
    .db('registrations')
    .join('participants', 'participants.id', 'participantId')
    .where({ dayId, formKey: key, source })
    .whereIn('state', ['registered', 'waiting', 'offered'])
    .whereRaw('lower(participants.name) = lower(?)', [name])
    .first<{ id: string; state: 'registered' | 'waiting' | 'offered' } | undefined>('registrations.id', 'state')
  if (!earlier) return null
  const { id, state } = earlier
  const day = await loadDay(tx, dayId)
  const before = await lockRegistration(tx, id)
  if (source === 'self') await refuseMoreMoves(tx, id)
  await removeEnded(tx, { dayId, participantId })
  // What leaves one calendar and what comes into another are two turns: both may be of the same person.
  await tellFormerAddress(tx, day, { ...before, turns: before.turns + 1 })
  const again = { inCalendar: tx.db.raw("'[]'"), turns: before.turns + 2 }
  const changes = { ...told, participantId, formContent: content, ...again }
  await updateIfUnchanged<Registration>(tx, 'registrations', before, changes)
  await noteConsents(tx, id, { ...told, photoConsent }, source)
  await tx.db('registrationLinks').where({ registrationId: id }).delete()
  await removeIfNowhere(tx, before.participantId)
  await tx.record('registration.changed', dayId, { registrationId: id })
  const registration = await lockRegistration(tx, id)
  await notifyParticipant(tx, day, registration, state)
  return { id, token: registration.email === null ? await issueLink(tx, id) : null }
}

/** Somebody without an account corrected the address of a registration too often. */
export class MovedTooOften extends Error {}

// Whoever keeps changing the address of one registration would write to strangers by our letters.
const mostMoves = 3

async function refuseMoreMoves({ db }: AuditedTransaction, id: string): Promise<void> {
  const moves = await db('mailMessages').whereLike('once', `registration moved ${id} %`)
  if (moves.length >= mostMoves) throw new MovedTooOften('the address of this registration was changed too often')
}

/** Makes room for a registration that is corrected to be this person's, who had one before that ended. */
const removeEnded = ({ db }: AuditedTransaction, earlier: Pick<Registration, 'dayId' | 'participantId'>) =>
  db('registrations').where(earlier).delete()

/** Takes the dates out of the calendar of who had them; the page that the earlier letter led to is no more. */
async function tellFormerAddress(tx: AuditedTransaction, day: RegistrationDay, before: Registration): Promise<void> {
  const { email, locale } = before
  if (email === null) return
  const gone = entriesGiven(day, before)
  const calendar = gone.length > 0 ? calendarOf(day, before, { entries: gone, off: true, locale }) : null
  const about = { day, registration: { ...before, email }, token: null, calendar, gone: [] }
  await enqueueMail(tx, registrationMessage('moved', about))
}
