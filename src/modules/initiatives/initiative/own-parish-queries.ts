import type { Db } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { parishIdsWithRole } from '#platform/values/viewer-scope.ts'
import type { Viewer } from '#platform/values/viewer.ts'

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
