import { randomBytes } from 'node:crypto'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { goodFor, linkHash, LinkOver, type AccountLink, type LinkDetails, type LinkPurpose } from './link.ts'
import { unused } from './link-queries.ts'

/**
 * Makes a link of 256 random bits for a person, and ends the one before it, but for those that put an address back; `by` is
 * null where they asked for it themselves.
 */
export async function issueLink(
  { db }: AuditedTransaction,
  personId: string,
  purpose: LinkPurpose,
  by: string | null,
  details: LinkDetails = {},
): Promise<{ token: string; link: AccountLink }> {
  // Two at once take turns, as only one of them may stay.
  await db('people').where({ id: personId }).forUpdate().first('id')
  if (purpose !== 'email_undo')
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
      ...details,
      expiresAt: db.raw('portal_now() + make_interval(mins => ?)', [goodFor[purpose]]),
    })
    .returning(['id', 'personId', 'purpose', 'expiresAt', 'newEmail'])) as [AccountLink]
  return { token, link }
}

/**
 * Gives a link another token and its whole time again, as when its letter is sent once more; `before` is when the time was over
 * that it had. An address can be put back for three days after it was changed, however often the letter is sent. Null where the
 * link was used or ended, its time cannot begin again, or its account is closed.
 */
export async function renewLink(
  { db }: AuditedTransaction,
  id: string,
): Promise<{ token: string; before: Date; expiresAt: Date } | null> {
  const link: Pick<AccountLink, 'purpose' | 'expiresAt'> | undefined = await db('accountLinks')
    .where({ id })
    .whereNull('usedAt')
    .whereNull('endedAt')
    .whereIn('personId', db('people').whereNull('deactivatedAt').select('id'))
    .whereRaw(`(purpose <> 'email_undo' or expires_at > portal_now())`)
    .forUpdate()
    .first('purpose', 'expiresAt')
  if (!link) return null
  const token = randomBytes(32).toString('hex')
  const begin = link.purpose === 'email_undo' ? 'created_at' : 'portal_now()'
  const expiresAt = db.raw(`${begin} + make_interval(mins => ?)`, [goodFor[link.purpose]])
  const [renewed] = (await db('accountLinks')
    .where({ id })
    .update({ tokenHash: linkHash(token), expiresAt })
    .returning(['expiresAt'])) as [Pick<AccountLink, 'expiresAt'>]
  return { token, before: link.expiresAt, expiresAt: renewed.expiresAt }
}

/** Uses a link up, and gives it; throws LinkOver where it is no longer good, also where it was used at this very moment. */
export const useLink = (tx: AuditedTransaction, token: string, purpose: LinkPurpose): Promise<AccountLink> =>
  finish(tx, token, purpose, 'usedAt')

/** Ends a link that its person says they did not ask for; throws LinkOver where it is no longer good. */
export const endLink = (tx: AuditedTransaction, token: string, purpose: LinkPurpose): Promise<AccountLink> =>
  finish(tx, token, purpose, 'endedAt')

async function finish({ db }: AuditedTransaction, token: string, purpose: LinkPurpose, how: 'usedAt' | 'endedAt') {
  const [link]: AccountLink[] = await unused(db, purpose)
    .where({ tokenHash: linkHash(token) })
    .where('expiresAt', '>', db.raw('portal_now()'))
    .update({ [how]: db.raw('portal_now()') })
    .returning(['id', 'personId', 'purpose', 'expiresAt', 'newEmail'])
  if (!link) throw new LinkOver(`no link of this kind is good: ${purpose}`)
  return link
}

const unusedOf = ({ db }: AuditedTransaction, personId: string) =>
  db('accountLinks').where({ personId }).whereNull('usedAt').whereNull('endedAt')

/** Ends every link of a person that nobody used, but for those by which an owner puts their address back. */
export const endLinks = (tx: AuditedTransaction, personId: string): Promise<number> =>
  unusedOf(tx, personId)
    .whereNot({ purpose: 'email_undo' })
    .update({ endedAt: tx.db.raw('portal_now()') })

/**
 * Ends every link of a person that nobody used, but for those by which an address from before this one is put back: who took an
 * account over changes its address as often as they like, and the first way back is the owner's.
 */
export const endLinksSince = (tx: AuditedTransaction, personId: string, token: string): Promise<number> => {
  const since = tx
    .db('accountLinks')
    .where({ tokenHash: linkHash(token) })
    .select('createdAt')
  return unusedOf(tx, personId)
    .whereRaw(`(purpose <> 'email_undo' or created_at >= ?)`, [since])
    .update({ endedAt: tx.db.raw('portal_now()') })
}

/** Ends every link of a person that nobody used. */
export const endAllLinks = (tx: AuditedTransaction, personId: string): Promise<number> =>
  unusedOf(tx, personId).update({ endedAt: tx.db.raw('portal_now()') })

/** Removes links whose time was over 30 days ago; says how many. */
export const removeOldLinks = (db: Db): Promise<number> =>
  db('accountLinks').where('expiresAt', '<', db.raw(`portal_now() - interval '30 days'`)).delete()
