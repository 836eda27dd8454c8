import type { Moment } from '#platform/db/clock.ts'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Revision } from './revision.ts'

type NewRevision = Pick<Revision, 'version' | 'before' | 'created' | 'removed'> & { subjectId: string; savedAt: Moment }

/** Keeps what a save changes, so that somebody who still writes on the version before it can be merged with it. */
export async function recordRevision(
  { db, personId }: AuditedTransaction,
  { before, created, ...save }: NewRevision,
): Promise<void> {
  await db('revisions').insert({
    ...save,
    before: JSON.stringify(before),
    created: JSON.stringify(created),
    savedBy: personId,
  })
}
