import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import { today } from '#platform/values/day.ts'
import { issueLink } from './link-commands.ts'
import type { RegistrationInput } from './registration-input.ts'
import type { Registration } from './registration.ts'
import { loadDay, notifyParticipant } from './waiting-list-commands.ts'

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
  { name: _name, email: _email, ...told }: RegistrationInput,
  { key, content }: RegistrationSent,
  at: Date,
): Promise<RegistrationResult> {
  const { id, dayId, email } = registration
  const sameForm = registration.formKey === key
  const subject = { registrationId: id }
  await tx.record('registration.repeated', dayId, subject)
  if (!sameForm) {
    const on = today(() => at)
    await notifyParticipant(tx, await loadDay(tx, dayId), registration, 'again', on)
    return { id, token: null }
  }
  if (registration.formContent !== content) {
    await updateIfUnchanged<Registration>(tx, 'registrations', registration, { ...told, formContent: content })
    await tx.record('registration.changed', dayId, subject)
  }
  return { id, token: email === null ? await issueLink(tx, id) : null }
}
