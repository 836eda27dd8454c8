import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { hashPassword } from '#platform/values/password.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { endSessions } from '#modules/people/accounts/commands.ts'

/** Sets a new password and ends every session of the person. */
export async function changePassword(tx: AuditedTransaction, person: Person, password: string): Promise<void> {
  await updateIfUnchanged<Person>(tx, 'people', person, { passwordHash: await hashPassword(password) })
  await endSessions(tx, person)
  await tx.record('person.password_changed', person.id)
}

export async function chooseLanguage(tx: AuditedTransaction, person: Person, locale: Locale): Promise<void> {
  await updateIfUnchanged<Person>(tx, 'people', person, { locale })
  await tx.record('person.language_chosen', person.id, { locale })
}

export async function signOutEverywhere(tx: AuditedTransaction, person: Pick<Person, 'id'>): Promise<void> {
  await endSessions(tx, person)
  await tx.record('person.signed_out_everywhere', person.id)
}
