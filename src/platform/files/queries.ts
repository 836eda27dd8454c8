import type { Db } from '#platform/db/connection.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { StoredFile } from './formats/file.ts'

/** Those of the ids that are files which the viewer sent in the last day: what a form may still be holding. */
export const findOwnFiles = (db: Db, viewer: Viewer, ids: readonly string[]): Promise<StoredFile[]> =>
  db('files')
    .whereIn('id', [...ids])
    .where({ uploadedBy: viewer.id })
    .where('uploadedAt', '>', db.raw(`now() - interval '1 day'`))
    .orderBy('uploadedAt')

/** The SHA-256 of those of these ids that are files, by id. */
export async function listDigests(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db('files')
    .whereRaw('id = any(?)', [[...ids]])
    .select<Pick<StoredFile, 'id' | 'sha256'>[]>('id', 'sha256')
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]))
}
