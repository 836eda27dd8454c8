import { amend, Stale, type Act } from '#db/act.ts'
import type { Locale } from '#lib/locale.ts'
import { writeIn } from '#lib/text.ts'
import type { Assessment, Meeting } from './assessment.ts'
import type { MeetingInput } from './forms.ts'

const factsOf = ({ version: _, record, ...facts }: MeetingInput, stored: Meeting | null, writing: Locale) => ({
  ...facts,
  record: writeIn(writing, stored?.record ?? null, record),
})

/** Enters a meeting of an assessment. */
export async function hold(
  act: Act,
  { id }: Pick<Assessment, 'id'>,
  input: MeetingInput,
  writing: Locale,
): Promise<{ id: string }> {
  const [row] = (await act
    .trx('assessmentMeetings')
    .insert({ assessmentId: id, ...factsOf(input, null, writing) })
    .returning('id')) as [{ id: string }]
  await act.record('assessment.meeting_held', id, { meeting: row.id })
  return row
}

/** Changes what is written of a meeting; throws Stale. */
export async function reviseMeeting(act: Act, meeting: Meeting, input: MeetingInput, writing: Locale): Promise<void> {
  const seen = { id: meeting.id, version: input.version }
  await amend<Meeting>(act, 'assessmentMeetings', seen, factsOf(input, meeting, writing))
  await act.record('assessment.meeting_revised', meeting.assessmentId, { meeting: meeting.id })
}

/** Keeps who took part, by name, in the place of the list seen; throws Stale. The log learns how many, never who. */
export async function keepNames(act: Act, meeting: Meeting, names: readonly string[], seen: number): Promise<void> {
  const { trx } = act
  const [row] = await trx('assessmentMeetings')
    .where({ id: meeting.id, namesVersion: seen })
    .update({ namesVersion: seen + 1 })
    .returning('id')
  if (!row) throw new Stale('the names were changed by somebody else')
  await trx('meetingParticipants').where({ meetingId: meeting.id }).delete()
  const rows = names.map((name, position) => ({ meetingId: meeting.id, position, name }))
  if (rows.length > 0) await trx('meetingParticipants').insert(rows)
  await act.record('assessment.names_kept', meeting.assessmentId, { meeting: meeting.id, names: names.length })
}
