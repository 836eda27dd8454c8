import { VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Criterion } from '#modules/methodology/editions/methodology.ts'
import type { Assessment, VillageMeeting } from './assessment.ts'

interface Changes {
  added: readonly { id: string }[]
  removed: readonly { id: string }[]
}

const idsOf = (files: readonly { id: string }[]) => files.map(({ id }) => id)

/** Adds files that show an answer to be right and takes some away; a question nobody has answered yet may have them too. */
export async function changeEvidence(
  tx: AuditedTransaction,
  assessment: Pick<Assessment, 'id'>,
  criterion: Pick<Criterion, 'id' | 'code'>,
  { added, removed }: Changes,
): Promise<void> {
  const { db, personId } = tx
  const open = db('assessments').where({ id: assessment.id }).whereIn('state', ['draft', 'returned'])
  if (!(await open.forShare().first('id'))) throw new VersionConflict('the assessment is no longer open')
  const place = { assessmentId: assessment.id, criterionId: criterion.id }
  await db('assessmentAnswers')
    .insert({ ...place, answeredBy: personId })
    .onConflict(['assessmentId', 'criterionId'])
    .ignore()
  const { id: answerId } = await db('assessmentAnswers').where(place).first<{ id: string }>('id')
  const rows = added.map(({ id }) => ({ answerId, fileId: id, addedBy: personId }))
  // Sent twice, a form adds its files once.
  if (rows.length > 0) await db('assessmentAnswerFiles').insert(rows).onConflict().ignore()
  await db('assessmentAnswerFiles').where({ answerId }).whereIn('fileId', idsOf(removed)).delete()
  const files = { added: idsOf(added), removed: idsOf(removed) }
  await tx.record('assessment.evidence_changed', assessment.id, { criterion: criterion.code, ...files })
}

/** Adds minutes and photos of a meeting and takes some away. */
export async function changeMeetingFiles(
  tx: AuditedTransaction,
  { id: meetingId, assessmentId }: VillageMeeting,
  changes: Record<'photo' | 'document', Changes>,
): Promise<void> {
  const { db, personId } = tx
  const kinds = ['photo', 'document'] as const
  const added = kinds.flatMap((kind) =>
    changes[kind].added.map(({ id }) => ({ meetingId, fileId: id, kind, addedBy: personId })),
  )
  const removed = kinds.flatMap((kind) => idsOf(changes[kind].removed))
  if (added.length > 0) await db('meetingFiles').insert(added).onConflict().ignore()
  await db('meetingFiles').where({ meetingId }).whereIn('fileId', removed).delete()
  const files = { added: added.map(({ fileId }) => fileId), removed }
  await tx.record('assessment.meeting_files_changed', assessmentId, { meeting: meetingId, ...files })
}
