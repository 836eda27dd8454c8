import type { Db, Query } from '#platform/db/connection.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
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

/** One that is made, with its texts as a zip. */
interface MadeFile {
  id: string
  /** Whose account it is about, if it is about one. */
  personId: string | null
  content: Buffer
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
export const findOwnFile = async (db: Db, personId: string, id: string): Promise<MadeFile | undefined> =>
  isUuid(id)
    ? stillKept(db)
        .where({ personId, id })
        .whereNotNull('madeAt')
        .first<MadeFile | undefined>('id', 'personId', 'content')
    : undefined

/** The file that a private link leads to. */
export const findFileByLink = (db: Db, tokenHash: string): Promise<MadeFile | undefined> =>
  stillKept(db).where({ tokenHash }).whereNotNull('madeAt').first<MadeFile | undefined>('id', 'personId', 'content')

// A zip holds 4 GB; whoever sent more has the newest.
const mostBytes = 2_000_000_000
const mostFiles = 2000

/**
 * The files that somebody with an account sent, newest first. Sheets and acts that others signed are not among them, as they
 * are about others.
 */
export const listFilesSent = (db: Db, personId: string): Promise<Pick<StoredFile, 'name' | 'sha256'>[]> => {
  const sent = db('files')
    .where({ uploadedBy: personId })
    .whereRaw('not exists (select from attendance_scans where file_id = files.id)')
    .whereRaw('not exists (select from handovers where file_id = files.id)')
    .whereRaw('not exists (select from handover_proofs where file_id = files.id)')
    .select('name', 'sha256', 'uploadedAt', 'id')
    .select(db.raw('sum(bytes) over (order by uploaded_at desc, id) as together'))
  return db
    .from(sent.as('sent'))
    .where('together', '<=', mostBytes)
    .orderBy([{ column: 'uploadedAt', order: 'desc' }, 'id'])
    .limit(mostFiles)
    .select('name', 'sha256')
}

/** The file that waits longest to be made. */
export const nextWaiting = (db: Db): Promise<{ id: string } | undefined> =>
  db('privacyFiles').whereNull('madeAt').orderBy('askedAt').first<{ id: string } | undefined>('id')
