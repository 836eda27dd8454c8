import type { Db } from '#platform/db/connection.ts'
import type { SealingKeys } from '#platform/values/sealed.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { subjectHashes, type Identity, type Shown } from './identity.ts'

/** The person whose account elsewhere was shown, unless their account here is closed. */
export async function findPersonByIdentity(db: Db, keys: SealingKeys, shown: Shown): Promise<Person | undefined> {
  const { present, earlier } = subjectHashes(keys, shown)
  return db('people')
    .join('identities', 'identities.personId', 'people.id')
    .where({ issuer: shown.issuer, deactivatedAt: null })
    .whereIn('subjectHash', earlier ? [present, earlier] : [present])
    .first<Person | undefined>('people.*')
}

/** Somebody's account at a provider, if it is linked. */
export const findIdentity = (db: Db, personId: string, issuer: string): Promise<Identity | undefined> =>
  db('identities').where({ personId, issuer }).first('linkedAt', 'lastUsedAt')
