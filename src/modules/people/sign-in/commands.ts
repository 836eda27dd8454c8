import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { endSessions } from '#modules/people/accounts/commands.ts'

export async function chooseLanguage(tx: AuditedTransaction, person: Person, locale: Locale): Promise<void> {
  await updateIfUnchanged<Person>(tx, 'people', person, { locale })
  await tx.record('person.language_chosen', person.id, { locale })
}

export async function signOutEverywhere(tx: AuditedTransaction, person: Pick<Person, 'id'>): Promise<void> {
  await endSessions(tx, person)
  await tx.record('person.signed_out_everywhere', person.id)
}
