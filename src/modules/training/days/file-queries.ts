import type { Db } from '#platform/db/connection.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'

/** The files of a training day, in the order they were added: materials for whoever sees it, evidence for those in charge. */
export interface DayFiles {
  materials: StoredFile[]
  evidence: StoredFile[]
}

export async function findFiles(db: Db, dayId: string): Promise<DayFiles> {
  const files: (StoredFile & { kind: string })[] = await db('trainingFiles')
    .join('files', 'files.id', 'fileId')
    .where({ dayId })
    .orderBy('addedAt')
    .select('files.*', 'kind')
  return {
    materials: files.filter(({ kind }) => kind === 'material'),
    evidence: files.filter(({ kind }) => kind === 'evidence'),
  }
}
