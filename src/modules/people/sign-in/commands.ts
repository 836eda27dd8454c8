import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { endSessions } from '#modules/people/accounts/commands.ts'

export async function chooseLanguage(tx: AuditedTransaction, person: Person, locale: Locale): Promise<void> {
  await updateIfUnchanged<Person>(tx, 'people', person, { locale })
  await tx.record('person.language_chosen', person.id, { locale })
}

/** Ends every session of somebody, on whichever device; says how many there were. */
export async function signOutEverywhere(tx: AuditedTransaction, person: Pick<Person, 'id'>): Promise<number> {
  const ended = await endSessions(tx, person)
  await tx.record('person.signed_out_everywhere', person.id)
  return ended
}

/** Ends one session of somebody, by the id that lists name it by; one that is over already stays so. */
export async function endSession(tx: AuditedTransaction, personId: string, publicId: string): Promise<void> {
  await tx.db('sessions').where({ personId, publicId }).delete()
  await tx.record('person.session_ended', personId)
}
