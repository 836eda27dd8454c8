import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { hashPassword } from '#platform/values/password.ts'
import { keepAnAdministrator } from './administrator-commands.ts'
import { endAllLinks } from './link-commands.ts'
import type { Person } from './person.ts'

export interface NewAccount {
  email: string
  name: string
  locale: Locale
  /** Null where the person chooses it themselves, by an invitation. */
  password: string | null
}

/** Opens an account; the password is kept as its argon2id hash only. */
export async function createAccount(tx: AuditedTransaction, { password, ...fields }: NewAccount): Promise<Person> {
  const passwordHash = password === null ? null : await hashPassword(password)
  const [person] = (await tx
    .db('people')
    .insert({ ...fields, passwordHash })
    .returning('*')) as [Person]
  await tx.record('person.created', person.id)
  return person
}

/**
 * Closes an account and ends its sessions; what the person wrote and did stays under their name. Throws LastAdministrator where
 * the portal would have none.
 */
export async function closeAccount(tx: AuditedTransaction, person: Person, at: Date): Promise<void> {
  await keepAnAdministrator(tx, { personId: person.id })
  await updateIfUnchanged<Person>(tx, 'people', person, { deactivatedAt: at })
  await endSessions(tx, person)
  await endAllLinks(tx, person.id)
  await tx.record('person.closed', person.id)
}

/**
 * Opens a closed account once more, without the password that it had, and without accounts elsewhere that led into it: its person
 * is invited anew. Second factors stay, and so does that somebody had begun with it.
 */
export async function reopenAccount(tx: AuditedTransaction, person: Person): Promise<Person> {
  const begunBefore = person.passwordHash === null ? null : person.deactivatedAt
  const reopened = await updateIfUnchanged<Person>(tx, 'people', person, {
    deactivatedAt: null,
    passwordHash: null,
    firstSignedInAt: person.firstSignedInAt ?? begunBefore,
  })
  await tx.db('identities').where({ personId: person.id }).delete()
  await tx.record('person.reopened', person.id)
  return reopened
}

/** Ends every session of a person, on whichever device. */
export const endSessions = ({ db }: AuditedTransaction, { id }: Pick<Person, 'id'>) =>
  db('sessions').where({ personId: id }).delete()

/** Records that somebody signed in, and notes when they did so first: by that it is counted when they need a second factor. */
export async function recordSignIn(tx: AuditedTransaction, person: Pick<Person, 'id'>, method: string): Promise<void> {
  await tx
    .db('people')
    .where({ id: person.id })
    .whereNull('firstSignedInAt')
    .update({ firstSignedInAt: tx.db.raw('portal_now()') })
  await tx.record('person.signed_in', person.id, { method })
}
