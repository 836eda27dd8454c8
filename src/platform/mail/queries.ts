import type { Db, Query } from '#platform/db/connection.ts'
import type { MessageState, QueuedMessage } from './message.ts'

export type MessageInList = Omit<QueuedMessage, 'parts' | 'calendar'>

const listColumns = ['id', 'once', 'recipient', 'locale', 'subject', 'postedAt', 'state', 'tries', 'nextTry'] as const
const ends = ['failure', 'handedAt', 'sentAt'] as const

export interface MessageFilter {
  /** Only messages in this state. */
  state: MessageState | null
  /** Only those posted before this one. */
  before: string | null
}

/** Messages, newest first: one more than asked for when there are older ones. */
export const listMessages = (db: Db, { state, before }: MessageFilter, most: number): Promise<MessageInList[]> =>
  db('mailMessages')
    .modify((query) => {
      if (state) query.where({ state })
      if (before) {
        const place = db('mailMessages').where({ id: before }).select('postedAt', 'id')
        query.whereRaw('(posted_at, id) < (?)', [place])
      }
    })
    .orderBy([
      { column: 'postedAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(most + 1)
    .select(...listColumns, ...ends)

export const findMessage = (db: Db, id: string): Promise<(QueuedMessage & { personId: string | null }) | undefined> =>
  db('mailMessages')
    .where({ id })
    .first(...listColumns, ...ends, 'parts', 'calendar', 'personId')

/** How many messages there are in each state that has any. */
export const countMessages = (db: Db): Promise<{ state: MessageState; count: number }[]> =>
  db('mailMessages').groupBy('state').orderBy('state').select('state', db.raw('count(*)::int as count'))

/** How many messages the administrator should look at. */
export async function countProblems(db: Db): Promise<number> {
  const counts = await countMessages(db)
  return counts.reduce((sum, { state, count }) => (state === 'failed' || state === 'unsure' ? sum + count : sum), 0)
}

/** Messages whose time has come. */
export const dueMessages = (db: Db, now: Date): Query =>
  db('mailMessages')
    .whereRaw(`state = 'waiting'`)
    .andWhere((either) => void either.whereNull('nextTry').orWhere('nextTry', '<=', now))

/** Whether a message waits whose time has come. */
export const isAnyDue = async (db: Db, now: Date): Promise<boolean> =>
  (await dueMessages(db, now).first('id')) !== undefined
