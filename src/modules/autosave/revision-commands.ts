import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Revision } from './revision.ts'

type NewRevision = Pick<Revision, 'version' | 'was' | 'born' | 'removed'> & { subjectId: string; savedAt: Date }

/** Keeps what a save changes, so that somebody who still writes on the version before it can be merged with it. */
export async function recordRevision(
  { db, personId }: AuditedTransaction,
  { was, born, ...save }: NewRevision,
): Promise<void> {
  await db('revisions').insert({
    ...save,
    was: JSON.stringify(was),
    born: JSON.stringify(born),
    savedBy: personId,
  })
}
