import { amend, type Act } from '#db/act.ts'
import type { Day } from '#lib/day.ts'
import type { Locale } from '#lib/locale.ts'
import { hashPassword } from '#lib/password.ts'
import type { Role } from '#lib/viewer.ts'
import type { Person } from './person.ts'

export interface NewPerson {
  email: string
  name: string
  locale: Locale
  password: string
}

/** Opens an account; the password is kept as its argon2id hash only. */
export async function welcome(act: Act, { password, ...facts }: NewPerson): Promise<Person> {
  const passwordHash = await hashPassword(password)
  const [person] = (await act
    .trx('people')
    .insert({ ...facts, passwordHash })
    .returning('*')) as [Person]
  await act.record('person.welcomed', person.id)
  return person
}

export interface NewGrant {
  role: Role
  territoryId?: string
  parishId?: string
  confirms?: boolean
  fromDay: Day
  toDay?: Day
}

/** Gives a person a role over the project, a territory or a parish, between two days. */
export async function entrust(act: Act, person: Pick<Person, 'id'>, grant: NewGrant): Promise<string> {
  const [row] = (await act
    .trx('grants')
    .insert({ ...grant, personId: person.id, grantedBy: act.personId })
    .returning('id')) as [{ id: string }]
  await act.record('grant.given', person.id, grant)
  return row.id
}

/** Ends a role: the person holds it up to this day and no longer. */
export async function endGrant(act: Act, grant: { id: string; personId: string }, toDay: Day): Promise<void> {
  await act.trx('grants').where({ id: grant.id }).update({ toDay })
  await act.record('grant.ended', grant.personId, { grantId: grant.id, toDay })
}

/** Closes an account and ends its sessions; what the person wrote and did stays under their name. */
export async function deactivate(act: Act, person: Person, at: Date): Promise<void> {
  await amend<Person>(act, 'people', person, { deactivatedAt: at })
  await endSessions(act, person)
  await act.record('person.deactivated', person.id)
}

/** Sets a new password and ends every session of the person. */
export async function changePassword(act: Act, person: Person, password: string): Promise<void> {
  await amend<Person>(act, 'people', person, { passwordHash: await hashPassword(password) })
  await endSessions(act, person)
  await act.record('person.password_changed', person.id)
}

export async function chooseLanguage(act: Act, person: Person, locale: Locale): Promise<void> {
  await amend<Person>(act, 'people', person, { locale })
  await act.record('person.language_chosen', person.id, { locale })
}

export async function signOutEverywhere(act: Act, person: Pick<Person, 'id'>): Promise<void> {
  await endSessions(act, person)
  await act.record('person.signed_out_everywhere', person.id)
}

const endSessions = ({ trx }: Act, { id }: Pick<Person, 'id'>) =>
  trx('sessions').whereRaw(`sess -> 'passport' ->> 'user' = ?`, [id]).delete()
