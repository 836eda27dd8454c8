import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { hashPassword } from '#platform/values/password.ts'
import type { Role } from '#platform/values/viewer.ts'
import type { Person } from './person.ts'

export interface NewAccount {
  email: string
  name: string
  locale: Locale
  password: string
}

/** Opens an account; the password is kept as its argon2id hash only. */
export async function createAccount(tx: AuditedTransaction, { password, ...fields }: NewAccount): Promise<Person> {
  const passwordHash = await hashPassword(password)
  const [person] = (await tx
    .db('people')
    .insert({ ...fields, passwordHash })
    .returning('*')) as [Person]
  await tx.record('person.created', person.id)
  return person
}

export interface NewRole {
  role: Role
  territoryId?: string
  parishId?: string
  confirms?: boolean
  fromDay: Day
  toDay?: Day
}

/** Gives a person a role over the project, a territory or a parish, between two days. */
export async function grantRole(
  tx: AuditedTransaction,
  person: Pick<Person, 'id'>,
  assignment: NewRole,
): Promise<string> {
  const [row] = (await tx
    .db('roleAssignments')
    .insert({ ...assignment, personId: person.id, grantedBy: tx.personId })
    .returning('id')) as [{ id: string }]
  await tx.record('role.granted', person.id, assignment)
  return row.id
}

/** Ends a role: the person holds it up to this day and no longer. */
export async function endRole(
  tx: AuditedTransaction,
  assignment: { id: string; personId: string },
  toDay: Day,
): Promise<void> {
  await tx.db('roleAssignments').where({ id: assignment.id }).update({ toDay })
  await tx.record('role.ended', assignment.personId, { assignmentId: assignment.id, toDay })
}

/** Closes an account and ends its sessions; what the person wrote and did stays under their name. */
export async function closeAccount(tx: AuditedTransaction, person: Person, at: Date): Promise<void> {
  await updateIfUnchanged<Person>(tx, 'people', person, { deactivatedAt: at })
  await endSessions(tx, person)
  await tx.record('person.closed', person.id)
}

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

const endSessions = ({ db }: AuditedTransaction, { id }: Pick<Person, 'id'>) =>
  db('sessions').whereRaw(`sess -> 'passport' ->> 'user' = ?`, [id]).delete()
