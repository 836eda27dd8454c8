import type { Db } from '#db/db.ts'
import type { Multilingual } from '#lib/locale.ts'
import { parishIdsWithRole } from '#lib/reach.ts'
import type { Viewer } from '#lib/viewer.ts'

export interface OwnParish {
  parishId: string
  parishSlug: string
  parishNames: Multilingual
}

/** Parishes whose community the viewer is a member of. */
export const listOwnParishes = (db: Db, viewer: Viewer): Promise<OwnParish[]> =>
  db('parishes')
    .whereIn('id', parishIdsWithRole(viewer, 'member'))
    .orderBy('slug')
    .select('id as parishId', 'slug as parishSlug', 'names as parishNames')
