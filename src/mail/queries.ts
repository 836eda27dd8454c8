import type { Db, Query } from '#db/db.ts'
import type { LetterState, PostedLetter } from './letter.ts'

export type LetterInList = Omit<PostedLetter, 'parts' | 'calendar'>

const facts = ['id', 'recipient', 'locale', 'subject', 'postedAt', 'state', 'tries', 'nextTry'] as const
const ends = ['failure', 'handedAt', 'sentAt'] as const

export interface Slice {
  /** Only letters in this state. */
  state: LetterState | null
  /** Only those posted before this one. */
  before: string | null
}

/** Letters, newest first: one more than asked for when there are older ones. */
export const listLetters = (db: Db, { state, before }: Slice, most: number): Promise<LetterInList[]> =>
  db('letters')
    .modify((query) => {
      if (state) query.where({ state })
      if (before) {
        const place = db('letters').where({ id: before }).select('postedAt', 'id')
        query.whereRaw('(posted_at, id) < (?)', [place])
      }
    })
    .orderBy([
      { column: 'postedAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(most + 1)
    .select(...facts, ...ends)

export const findLetter = (db: Db, id: string): Promise<PostedLetter | undefined> =>
  db('letters')
    .where({ id })
    .first(...facts, ...ends, 'parts', 'calendar')

/** How many letters there are in each state that has any. */
export const countLetters = (db: Db): Promise<{ state: LetterState; count: number }[]> =>
  db('letters').groupBy('state').orderBy('state').select('state', db.raw('count(*)::int as count'))

/** How many letters the administrator should look at. */
export async function countTroubles(db: Db): Promise<number> {
  const counts = await countLetters(db)
  return counts.reduce((sum, { state, count }) => (state === 'failed' || state === 'unsure' ? sum + count : sum), 0)
}

/** Letters whose time has come. */
export const dueLetters = (db: Db, now: Date): Query =>
  db('letters')
    .whereRaw(`state = 'waiting'`)
    .andWhere((either) => void either.whereNull('nextTry').orWhere('nextTry', '<=', now))

/** Whether a letter waits whose time has come. */
export const isAnyDue = async (db: Db, now: Date): Promise<boolean> =>
  (await dueLetters(db, now).first('id')) !== undefined
