import { present } from '#platform/db/clock.ts'
import { randomUUID } from 'node:crypto'
import type { AuditedTransaction } from '#platform/db/transact.ts'

/** Gives a person's own calendar a new address; the one before leads nowhere from now on. */
export async function renewFeed(tx: AuditedTransaction, personId: string): Promise<void> {
  const feed = { personId, id: randomUUID(), renewedAt: present(tx.db) }
  await tx.db('calendarFeeds').insert(feed).onConflict('personId').merge()
  await tx.record('training.feed_renewed', personId)
}
