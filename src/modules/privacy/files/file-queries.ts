import type { Db, Query } from '#platform/db/connection.ts'
import { isUuid } from '#platform/values/uuid.ts'

/** A file with everything about somebody, without its bytes; it is made beside the requests. */
export interface PrivacyFile {
  id: string
  requestId: string | null
  personId: string | null
  askedAt: Date
  /** Null while it waits to be made. */
  madeAt: Date | null
  bytes: number | null
}

/** For so many days a file can be fetched. */
export const keptDays = 7

const stillKept = (db: Db) =>
  db('privacyFiles').where((either) => {
    void either.whereNull('madeAt').orWhere('madeAt', '>', db.raw(`portal_now() - interval '${keptDays} days'`))
  })

const facts = (db: Db, query: Query): Query =>
  query.select('id', 'requestId', 'personId', 'askedAt', 'madeAt', db.raw('octet_length(content) as bytes'))

/** The files of an account that are made, or wait to be, newest first. */
export const listFilesOf = (db: Db, personId: string): Promise<PrivacyFile[]> =>
  facts(db, stillKept(db).where({ personId }).orderBy('askedAt', 'desc'))

/** The files that were asked for to answer a request. */
export const listFilesFor = (db: Db, requestId: string): Promise<PrivacyFile[]> =>
  facts(db, stillKept(db).where({ requestId }).orderBy('askedAt', 'desc'))

/** The bytes of a file that this account may fetch. */
export const findOwnFile = async (db: Db, personId: string, id: string): Promise<{ content: Buffer } | undefined> =>
  isUuid(id)
    ? stillKept(db).where({ personId, id }).whereNotNull('madeAt').first<{ content: Buffer }>('content')
    : undefined

/** The file that a private link leads to. */
export const findFileByLink = (db: Db, tokenHash: string): Promise<{ id: string; content: Buffer } | undefined> =>
  stillKept(db)
    .where({ tokenHash })
    .whereNotNull('madeAt')
    .first<{ id: string; content: Buffer } | undefined>('id', 'content')

/** The file that waits longest to be made. */
export const nextWaiting = (db: Db): Promise<{ id: string } | undefined> =>
  db('privacyFiles').whereNull('madeAt').orderBy('askedAt').first<{ id: string } | undefined>('id')
