import type { Db } from '#db/db.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { StoredFile } from './file.ts'

/** Those of the ids that are files which the viewer sent in the last day: what a form may still be holding. */
export const findOwnFiles = (db: Db, viewer: Viewer, ids: readonly string[]): Promise<StoredFile[]> =>
  db('files')
    .whereIn('id', [...ids])
    .where({ uploadedBy: viewer.id })
    .where('uploadedAt', '>', db.raw(`now() - interval '1 day'`))
    .orderBy('uploadedAt')
