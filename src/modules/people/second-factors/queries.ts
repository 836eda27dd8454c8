import type { Db } from '#platform/db/connection.ts'
import { today, type Day } from '#platform/values/day.ts'
import { mostPasskeys, type App, type Passkey, type SecondFactor } from './factor.ts'

const confirmed = (db: Db, personId: string) => db('secondFactors').where({ personId }).whereNotNull('confirmedAt')

/** Whether signing in asks this person for a second step. */
export const hasSecondFactor = async (db: Db, personId: string): Promise<boolean> =>
  (await confirmed(db, personId).first('id')) !== undefined

/** The second factors that somebody has set up, the first one first. */
export const listFactors = (db: Db, personId: string): Promise<SecondFactor[]> =>
  confirmed(db, personId).orderBy('createdAt').select('id', 'personId', 'kind', 'name', 'createdAt', 'lastUsedAt')

export const findFactor = (db: Db, personId: string, id: string): Promise<SecondFactor | undefined> =>
  confirmed(db, personId).where({ id }).first('id', 'personId', 'kind', 'name', 'createdAt', 'lastUsedAt')

/** The app that somebody has set up, or with `isBegun` the one whose first code is still awaited, for an hour. */
export const findApp = (db: Db, personId: string, { isBegun }: { isBegun: boolean }): Promise<App | undefined> =>
  db('secondFactors')
    .where({ personId, kind: 'app' })
    .whereRaw(
      isBegun ? `confirmed_at is null and created_at > portal_now() - interval '1 hour'` : 'confirmed_at is not null',
    )
    .first('id', 'personId', 'sealed', 'lastStep')

const passkeys = (db: Db) =>
  db('secondFactors')
    .where({ kind: 'passkey' })
    .select('id', 'personId', 'credentialId', 'publicKey', 'counter', 'transports')

export const listPasskeys = (db: Db, personId: string): Promise<Passkey[]> => passkeys(db).where({ personId })

export const findPasskey = (db: Db, credentialId: string): Promise<Passkey | undefined> =>
  passkeys(db).where({ credentialId }).first()

/** How many recovery codes somebody has left. */
export async function countRecoveryCodes(db: Db, personId: string): Promise<number> {
  const [row] = await db('recoveryCodes').where({ personId }).whereNull('usedAt').count()
  return Number(row?.['count'])
}

/** How many administrators and lead partners sign in by a password alone, of those whose account is in use. */
export async function countWithoutFactor(db: Db): Promise<number> {
  const { rows } = await db.raw(`
    select count(distinct people.id)::int as count from people
    join role_assignments on role_assignments.person_id = people.id and role in ('administrator', 'lead')
      and current_date between from_day and coalesce(to_day, 'infinity')
    where deactivated_at is null and password_hash is not null and not exists (
      select from second_factors where second_factors.person_id = people.id and confirmed_at is not null)`)
  return rows[0].count
}

/** Somebody's second factors, as the pages of their account show them. */
export interface OwnFactors {
  factors: (SecondFactor & { addedOn: Day; lastUsedOn: Day | null })[]
  codesLeft: number
  hasApp: boolean
  mayAddPasskey: boolean
}

const dayOf = (at: Date): Day => today(() => at)

export async function findOwnFactors(db: Db, personId: string): Promise<OwnFactors> {
  const factors = (await listFactors(db, personId)).map((factor) => ({
    ...factor,
    addedOn: dayOf(factor.createdAt),
    lastUsedOn: factor.lastUsedAt && dayOf(factor.lastUsedAt),
  }))
  const passkeys = factors.filter(({ kind }) => kind === 'passkey').length
  return {
    factors,
    codesLeft: await countRecoveryCodes(db, personId),
    hasApp: passkeys < factors.length,
    mayAddPasskey: passkeys < mostPasskeys,
  }
}
