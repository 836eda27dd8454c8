import type { Db } from '#db/db.ts'
import type { StoredFile } from '#files/file.ts'

export interface InitiativeFiles {
  photos: StoredFile[]
  documents: StoredFile[]
}

/** The photos and documents of an initiative, in the order they were added. */
export async function listFiles(db: Db, initiativeId: string): Promise<InitiativeFiles> {
  const rows: (StoredFile & { kind: string })[] = await db('initiativeFiles')
    .join('files', 'files.id', 'fileId')
    .where({ initiativeId })
    .orderBy('addedAt')
    .select('files.*', 'kind')
  return {
    photos: rows.filter(({ kind }) => kind === 'photo'),
    documents: rows.filter(({ kind }) => kind === 'document'),
  }
}
