import { randomBytes } from 'node:crypto'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { goodFor, linkHash, LinkOver, type AccountLink, type LinkPurpose } from './link.ts'
import { unused } from './link-queries.ts'

/** Makes a link of 256 random bits for a person, and ends the one before it; `by` is null where they asked for it themselves. */
export async function issueLink(
  { db }: AuditedTransaction,
  personId: string,
  purpose: LinkPurpose,
  by: string | null,
): Promise<{ token: string; link: AccountLink }> {
  // Two at once take turns, as only one of them may stay.
  await db('people').where({ id: personId }).forUpdate().first('id')
  await unused(db, purpose)
    .where({ personId })
    .update({ endedAt: db.raw('portal_now()') })
  const token = randomBytes(32).toString('hex')
  const [link] = (await db('accountLinks')
    .insert({
      personId,
      purpose,
      tokenHash: linkHash(token),
      createdBy: by,
      expiresAt: db.raw('portal_now() + make_interval(mins => ?)', [goodFor[purpose]]),
    })
    .returning(['id', 'personId', 'purpose', 'expiresAt'])) as [AccountLink]
  return { token, link }
}

/** Uses a link up; throws LinkOver where it is no longer good, also where it was used at this very moment. */
export async function useLink({ db }: AuditedTransaction, token: string, purpose: LinkPurpose): Promise<void> {
  const used = await unused(db, purpose)
    .where({ tokenHash: linkHash(token) })
    .where('expiresAt', '>', db.raw('portal_now()'))
    .update({ usedAt: db.raw('portal_now()') })
  if (used === 0) throw new LinkOver(`no link of this kind is good: ${purpose}`)
}

/** Ends every link of a person that nobody used. */
export const endLinks = ({ db }: AuditedTransaction, personId: string): Promise<number> =>
  db('accountLinks')
    .where({ personId })
    .whereNull('usedAt')
    .whereNull('endedAt')
    .update({ endedAt: db.raw('portal_now()') })

/** Removes links whose time was over 30 days ago; says how many. */
export const removeOldLinks = (db: Db): Promise<number> =>
  db('accountLinks').where('expiresAt', '<', db.raw(`portal_now() - interval '30 days'`)).delete()
