import type { Db } from '#platform/db/connection.ts'
import { linkHash, type LinkPurpose } from './link.ts'
import type { Person } from './person.ts'

interface LinkFacts {
  newEmail: string | null
  askedHash: string | null
  askedDevice: string | null
  askedAt: Date
}

/** The links of a purpose that nobody used and no newer one ended, whether or not their time is over. */
export const unused = (db: Db, purpose: LinkPurpose) =>
  db('accountLinks').where({ purpose }).whereNull('usedAt').whereNull('endedAt')

/** Whose link this is and what is known of it, while it is good and their account is open. */
export const findPersonByLink = (
  db: Db,
  token: string,
  purpose: LinkPurpose,
): Promise<(Person & LinkFacts) | undefined> =>
  unused(db, purpose)
    .join('people', 'people.id', 'accountLinks.personId')
    .where({ tokenHash: linkHash(token) })
    .where('expiresAt', '>', db.raw('portal_now()'))
    .whereNull('people.deactivatedAt')
    .first('people.*', 'newEmail', 'askedHash', 'askedDevice', 'accountLinks.createdAt as askedAt')

/** Whose link was used up a moment ago, as when its button is pressed twice. */
export const findPersonByUsedLink = (db: Db, token: string, purpose: LinkPurpose): Promise<Person | undefined> =>
  db('accountLinks')
    .join('people', 'people.id', 'accountLinks.personId')
    .where({ tokenHash: linkHash(token), purpose })
    .where('usedAt', '>', db.raw(`portal_now() - interval '1 minute'`))
    .whereNull('people.deactivatedAt')
    .first('people.*')

/** Until when each of these people may take up their invitation; who has none that is good is not among them. */
export async function findInvitations(db: Db, personIds: readonly string[]): Promise<Map<string, Date>> {
  const rows: { personId: string; expiresAt: Date }[] = await unused(db, 'invitation')
    .whereIn('personId', personIds)
    .where('expiresAt', '>', db.raw('portal_now()'))
    .select('personId', 'expiresAt')
  return new Map(rows.map(({ personId, expiresAt }) => [personId, expiresAt]))
}
