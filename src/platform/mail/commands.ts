import { VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db, Transaction } from '#platform/db/connection.ts'
import { nextTryAfter, type MailMessage, type DeliveryOutcome, type QueuedMessage } from './message.ts'
import type { LinkRenewal } from '#platform/services/link-renewal.ts'
import { hasPrivateLink, partsWithoutTokens, withToken } from './private-links.ts'
import { dueMessages } from './queries.ts'

/** Puts a message into the outbox, within the transaction that it tells of; one that is there already stays as it was. */
export async function enqueueMail({ db }: AuditedTransaction, message: MailMessage): Promise<void> {
  const { to, personId = null, parts, calendar = null, ...rest } = message
  await db('mailMessages')
    .insert({ ...rest, recipient: to, personId, parts: JSON.stringify(parts), calendar })
    .onConflict(['once', 'recipient'])
    .ignore()
}

/** A letter whose private link opens nothing any more: sent again, it would lead nowhere. */
export class NothingToOpen extends Error {}

/**
 * Puts a message that was refused, kept or lost sight of back into the outbox, from the beginning; a private link in it is a new
 * one, which ends the one before. Throws VersionConflict, and NothingToOpen.
 */
export async function retryMessage(
  tx: AuditedTransaction,
  message: Pick<QueuedMessage, 'id' | 'state' | 'once' | 'locale' | 'parts'>,
  renewals: readonly LinkRenewal[],
): Promise<void> {
  const { id, state } = message
  const parts = await withNewLink(tx, message, renewals)
  const begun = { state: 'waiting', tries: 0, nextTry: null, failure: null, handedAt: null }
  const changed = await tx
    .db('mailMessages')
    .where({ id, state })
    .update({ ...begun, parts: JSON.stringify(parts) })
  if (changed === 0) throw new VersionConflict(`message ${id} is no longer ${state}`)
  await tx.record('message.retried', id, { from: state })
}

async function withNewLink(
  tx: AuditedTransaction,
  message: Pick<QueuedMessage, 'once' | 'locale' | 'parts'>,
  renewals: readonly LinkRenewal[],
) {
  if (!hasPrivateLink(message.parts)) return message.parts
  const renewed = await renewals.find(({ letters }) => letters.test(message.once))?.renew(tx, message)
  if (!renewed) throw new NothingToOpen(`what the letter "${message.once}" opened is no more`)
  return withToken(message.parts, renewed.token, renewed.paragraphs ?? new Map())
}

/** Keeps what waits, where there is no mail server; says how many. */
export const holdAll = (db: Db): Promise<number> =>
  db('mailMessages').whereRaw(`state = 'waiting'`).update({ state: 'kept', nextTry: null })

/**
 * The next message whose time has come, to this transaction alone: others pass it by. The transaction stays open while
 * the message is brought, and a slow mail server is no reason to end it.
 */
export async function claimDue(trx: Transaction, now: Date): Promise<QueuedMessage | undefined> {
  await trx.raw(`set local idle_in_transaction_session_timeout = '10min'`)
  return (await dueMessages(trx, now)
    .orderBy([{ column: 'nextTry', nulls: 'first' }, { column: 'postedAt' }])
    .forUpdate()
    .skipLocked()
    .first()) as QueuedMessage | undefined
}

/** Writes that the mail server has a message, and may have taken it. */
export const markHandedOver = (trx: Transaction, { id }: QueuedMessage, now: Date): Promise<unknown> =>
  trx('mailMessages').where({ id }).update({ state: 'handed', handedAt: now })

/** Gives up waiting for answers about messages that were handed over before `since`. */
export const expireUnanswered = (db: Db, since: Date): Promise<number> =>
  db('mailMessages')
    .whereRaw(`state = 'handed'`)
    .andWhere('handedAt', '<', since)
    .update({ state: 'unsure', parts: db.raw(partsWithoutTokens) })

/**
 * Notes what came of a message; after the last try it has failed. Of one that was sent, the words are not kept, and of one that
 * will not be brought again by itself, the tokens of its private links are not.
 */
export async function recordOutcome(
  db: Db,
  { id, tries }: QueuedMessage,
  outcome: DeliveryOutcome,
  now: Date,
): Promise<void> {
  const nextTry = outcome.state === 'waiting' ? nextTryAfter(tries + 1, now) : null
  const state = outcome.state === 'waiting' && nextTry === null ? 'failed' : outcome.state
  await db('mailMessages')
    .where({ id })
    .update({
      state,
      tries: tries + 1,
      nextTry,
      failure: outcome.state === 'sent' ? null : outcome.failure.slice(0, 500),
      sentAt: state === 'sent' ? now : null,
      ...(state === 'sent' && { parts: '[]', calendar: null }),
      ...((state === 'failed' || state === 'unsure') && { parts: db.raw(partsWithoutTokens) }),
      ...(state === 'unsure' && { handedAt: now }),
    })
}
