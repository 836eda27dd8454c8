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
