import { Stale, type Act } from '#db/act.ts'
import type { Criterion } from '#methodology/methodology.ts'
import type { Assessment, Meeting } from './assessment.ts'

interface Changes {
  added: readonly { id: string }[]
  removed: readonly { id: string }[]
}

const idsOf = (files: readonly { id: string }[]) => files.map(({ id }) => id)

/** Adds files that show an answer to be right and takes some away; a question nobody has answered yet may have them too. */
export async function changeEvidence(
  act: Act,
  assessment: Pick<Assessment, 'id'>,
  criterion: Pick<Criterion, 'id' | 'code'>,
  { added, removed }: Changes,
): Promise<void> {
  const { trx, personId } = act
  const open = trx('assessments').where({ id: assessment.id }).whereIn('state', ['draft', 'returned'])
  if (!(await open.forShare().first('id'))) throw new Stale('the assessment is no longer open')
  const place = { assessmentId: assessment.id, criterionId: criterion.id }
  await trx('answers')
    .insert({ ...place, answeredBy: personId })
    .onConflict(['assessmentId', 'criterionId'])
    .ignore()
  const { id: answerId } = await trx('answers').where(place).first<{ id: string }>('id')
  const rows = added.map(({ id }) => ({ answerId, fileId: id, addedBy: personId }))
  // Sent twice, a form adds its files once.
  if (rows.length > 0) await trx('answerFiles').insert(rows).onConflict().ignore()
  await trx('answerFiles').where({ answerId }).whereIn('fileId', idsOf(removed)).delete()
  const files = { added: idsOf(added), removed: idsOf(removed) }
  await act.record('assessment.evidence_changed', assessment.id, { criterion: criterion.code, ...files })
}

/** Adds minutes and photos of a meeting and takes some away. */
export async function changeMeetingFiles(
  act: Act,
  { id: meetingId, assessmentId }: Meeting,
  changes: Record<'photo' | 'document', Changes>,
): Promise<void> {
  const { trx, personId } = act
  const kinds = ['photo', 'document'] as const
  const added = kinds.flatMap((kind) =>
    changes[kind].added.map(({ id }) => ({ meetingId, fileId: id, kind, addedBy: personId })),
  )
  const removed = kinds.flatMap((kind) => idsOf(changes[kind].removed))
  if (added.length > 0) await trx('meetingFiles').insert(added).onConflict().ignore()
  await trx('meetingFiles').where({ meetingId }).whereIn('fileId', removed).delete()
  const files = { added: added.map(({ fileId }) => fileId), removed }
  await act.record('assessment.meeting_files_changed', assessmentId, { meeting: meetingId, ...files })
}
