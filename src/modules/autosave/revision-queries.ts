import { rowsFromJson } from '#platform/db/batch-queries.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Revision, RowBefore } from './revision.ts'

const revisionsOf = (db: Db, subjectId: string) =>
  db('revisions')
    .leftJoin('people', 'people.id', 'revisions.savedBy')
    .where({ subjectId })
    .orderBy('revisions.version', 'desc')
    .select('revisions.version', 'before', 'created', 'removed', 'savedAt', 'savedBy', 'people.name as saverName')

const named = (revision: Revision): Revision => ({ ...revision, before: rowsFromJson<RowBefore>(revision.before) })

/** What was saved of a subject since the version that somebody saw, newest first. */
export async function listRevisionsSince(db: Db, subjectId: string, seen: number): Promise<Revision[]> {
  const saves: Revision[] = await revisionsOf(db, subjectId).where('revisions.version', '>=', seen)
  return saves.map(named)
}

/** The latest save of a subject that removed rows, where it is no older than a day. */
export async function findRemovingRevision(db: Db, subjectId: string): Promise<Revision | undefined> {
  const revision: Revision | undefined = await revisionsOf(db, subjectId)
    .where('removed', '>', 0)
    .where('savedAt', '>', db.raw(`portal_now() - interval '1 day'`))
    .first()
  return revision && named(revision)
}
