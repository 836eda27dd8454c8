import type { Db } from '#platform/db/connection.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'

/** The files that stand behind the answers of an assessment, by the answer's id. */
export async function filesOfAnswers(db: Db, assessmentId: string): Promise<Map<string, StoredFile[]>> {
  const files: (StoredFile & { answerId: string })[] = await db('assessmentAnswerFiles')
    .join('assessmentAnswers', 'assessmentAnswers.id', 'assessmentAnswerFiles.answerId')
    .join('files', 'files.id', 'assessmentAnswerFiles.fileId')
    .where({ assessmentId })
    .orderBy('addedAt')
    .select('files.*', 'assessmentAnswers.id as answerId')
  return Map.groupBy(files, ({ answerId }) => answerId)
}

/** Minutes and photos of a meeting, in the order they were added. */
export interface MeetingFiles {
  photos: StoredFile[]
  documents: StoredFile[]
}

export async function filesOfMeeting(db: Db, { id }: { id: string }): Promise<MeetingFiles> {
  const files: (StoredFile & { kind: string })[] = await db('meetingFiles')
    .join('files', 'files.id', 'meetingFiles.fileId')
    .where({ meetingId: id })
    .orderBy('addedAt')
    .select('files.*', 'kind')
  return {
    photos: files.filter(({ kind }) => kind === 'photo'),
    documents: files.filter(({ kind }) => kind === 'document'),
  }
}
