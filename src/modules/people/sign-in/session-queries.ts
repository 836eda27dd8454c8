import type { Db } from '#platform/db/connection.ts'

/** A session as lists show it; it is named by its public id, never by its own. */
export interface ListedSession {
  publicId: string
  method: 'password' | 'link' | 'passkey' | 'oidc' | null
  strong: boolean
  /** The browser and the system in a few words; '' where we do not know them. */
  device: string
  startedAt: Date
  seenAt: Date
  /** Whether it is the one that asks. */
  isThis: boolean
}

/** Where somebody is signed in, what was used last first; `sid` is the session that asks. */
export const listSessions = (db: Db, personId: string, sid: string | null): Promise<ListedSession[]> =>
  db('sessions')
    .where({ personId })
    .where('expire', '>=', db.raw('now()'))
    .orderBy([{ column: 'seenAt', order: 'desc' }, 'publicId'])
    .select('publicId', 'method', 'strong', 'device', 'startedAt', 'seenAt', db.raw('sid = ? as is_this', [sid ?? '']))
