import { randomUUID } from 'node:crypto'
import type { Act } from '#db/act.ts'

/** Gives a person's own calendar a new address; the one before leads nowhere from now on. */
export async function renewFeed(act: Act, personId: string): Promise<void> {
  const feed = { personId, id: randomUUID(), renewedAt: new Date() }
  await act.trx('trainingFeeds').insert(feed).onConflict('personId').merge()
  await act.record('training.feed_renewed', personId)
}
