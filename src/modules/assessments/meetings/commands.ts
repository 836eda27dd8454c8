import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import type { Assessment, VillageMeeting } from '#modules/assessments/assessment/assessment.ts'
import type { MeetingInput } from '#modules/assessments/assessment/schema.ts'

const columnsOf = (
  { version: _, record, ...fields }: MeetingInput,
  stored: VillageMeeting | null,
  writing: Locale,
) => ({
  ...fields,
  record: setTranslation(writing, stored?.record ?? null, record),
})

/** Enters a meeting of an assessment. */
export async function createMeeting(
  tx: AuditedTransaction,
  { id }: Pick<Assessment, 'id'>,
  input: MeetingInput,
  writing: Locale,
): Promise<{ id: string }> {
  const [row] = (await tx
    .db('assessmentMeetings')
    .insert({ assessmentId: id, ...columnsOf(input, null, writing) })
    .returning('id')) as [{ id: string }]
  await tx.record('assessment.meeting_created', id, { meeting: row.id })
  return row
}

/** Changes what is written of a meeting; throws VersionConflict. */
export async function updateMeeting(
  tx: AuditedTransaction,
  meeting: VillageMeeting,
  input: MeetingInput,
  writing: Locale,
): Promise<void> {
  const seen = { id: meeting.id, version: input.version }
  await updateIfUnchanged<VillageMeeting>(tx, 'assessmentMeetings', seen, columnsOf(input, meeting, writing))
  await tx.record('assessment.meeting_updated', meeting.assessmentId, { meeting: meeting.id })
}

/** Keeps who took part, by name, in the place of the list seen; throws VersionConflict. The log learns how many, never who. */
export async function saveParticipantNames(
  tx: AuditedTransaction,
  meeting: VillageMeeting,
  names: readonly string[],
  seen: number,
): Promise<void> {
  const { db } = tx
  const [row] = await db('assessmentMeetings')
    .where({ id: meeting.id, namesVersion: seen })
    .update({ namesVersion: seen + 1 })
    .returning('id')
  if (!row) throw new VersionConflict('the names were changed by somebody else')
  await db('meetingParticipants').where({ meetingId: meeting.id }).delete()
  const rows = names.map((name, position) => ({ meetingId: meeting.id, position, name }))
  if (rows.length > 0) await db('meetingParticipants').insert(rows)
  await tx.record('assessment.participants_saved', meeting.assessmentId, { meeting: meeting.id, names: names.length })
}
