import type { Db } from '#db/db.ts'
import type { StoredFile } from '#files/file.ts'

type Filed = StoredFile & { ofId: string }

const byRecord = (files: readonly Filed[]): Map<string, StoredFile[]> => Map.groupBy(files, ({ ofId }) => ofId)

/** The files that stand behind the answers of these assessments, by the answer's id. */
export async function filesOfAnswers(db: Db, assessmentIds: readonly string[]): Promise<Map<string, StoredFile[]>> {
  const files = await db('answerFiles')
    .join('answers', 'answers.id', 'answerFiles.answerId')
    .join('files', 'files.id', 'answerFiles.fileId')
    .whereIn('answers.assessmentId', assessmentIds)
    .orderBy('addedAt')
    .select('files.*', 'answers.id as ofId')
  return byRecord(files)
}

/** Minutes and photos of the meetings of these assessments, by the meeting's id. */
export async function filesOfMeetings(db: Db, assessmentIds: readonly string[]): Promise<Map<string, StoredFile[]>> {
  const files = await db('meetingFiles')
    .join('assessmentMeetings', 'assessmentMeetings.id', 'meetingFiles.meetingId')
    .join('files', 'files.id', 'meetingFiles.fileId')
    .whereIn('assessmentMeetings.assessmentId', assessmentIds)
    .orderBy('addedAt')
    .select('files.*', 'assessmentMeetings.id as ofId')
  return byRecord(files)
}
