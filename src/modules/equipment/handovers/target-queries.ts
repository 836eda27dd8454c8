import type { Db } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { pageOf, type Cursor, type ListPage } from '#platform/values/cursor.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import type { Viewer } from '#platform/values/viewer.ts'

export interface HandoverTarget {
  id: string
  slug: string
  title: Multilingual
  parishSlug: string
  parishNames: Multilingual
  territoryId: string
  territory: string
  items: number
}

const byParish = ['parishes.slug', 'initiatives.slug']
const targetsPerPage = 100

/**
 * Initiatives of the viewer's territories that equipment may be handed over to, with how much each has now: a page of 100
 * from the cursor on, whose keys are the slugs of parish and initiative.
 */
export async function listHandoverTargets(
  db: Db,
  viewer: Viewer,
  cursor: Cursor | undefined,
): Promise<ListPage<HandoverTarget>> {
  const back = cursor?.back ?? false
  const targets = db('initiatives')
    .join('parishes', 'parishes.id', 'initiatives.parishId')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .whereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
    .whereIn('initiatives.state', ['ready', 'launched', 'operating'])
    .orderByRaw(byParish.map((column) => `${column} ${back ? 'desc' : 'asc'}`).join(', '))
    .limit(targetsPerPage + 1, { skipBinding: true })
    .select('initiatives.id', 'initiatives.slug', 'initiatives.title')
    .select('parishes.slug as parishSlug', 'parishes.names as parishNames')
    .select('parishes.territoryId', 'territories.slug as territory')
    .select(
      db.raw(`(select count(*) from handover_lines join handovers on handovers.id = handover_id
        where open and coalesce(to_initiative_id, initiative_id) = initiatives.id)::integer as items`),
    )
  if (cursor) void targets.whereRaw(`(${byParish.join(', ')}) ${back ? '<' : '>'} (?, ?)`, [...cursor.keys])
  const read: HandoverTarget[] = await targets
  return pageOf(read, { size: targetsPerPage, cursor }, ({ parishSlug, slug }) => [parishSlug, slug])
}
