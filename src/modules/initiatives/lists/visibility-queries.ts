import type { Db, Query } from '#platform/db/connection.ts'
import { parishIdsWithRole, territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import type { InitiativeCategory, InitiativeState } from '#modules/initiatives/initiative/initiative.ts'
import { communityStates } from '#modules/initiatives/initiative/policy.ts'

export interface InitiativeFilter {
  territory?: string | undefined
  category?: InitiativeCategory | undefined
  state?: InitiativeState | undefined
}

/** What a filter leaves of the listings, or of their counts. */
export const chosen = (filter: InitiativeFilter) => (query: Query) => {
  if (filter.territory !== undefined)
    query.whereRaw('territory_id = (select id from territories where slug = ?)', [filter.territory])
  if (filter.category !== undefined) query.where('category', filter.category)
  if (filter.state !== undefined) query.where('state', filter.state)
}

const seesAll = (viewer: Viewer | null) => hasRole(viewer, 'lead', 'auditor')

/** What of `visibleTo` hangs on the territory alone: what is published, and all of the viewer's own territories. */
export const visibleByTerritory = (viewer: Viewer | null) => (query: Query) => {
  if (seesAll(viewer)) return
  const own = territoryIdsWithRole(viewer, 'partner')
  query.where((either) => {
    either.where('published', true)
    if (own.length > 0) either.orWhereRaw('territory_id = any(?)', [own])
  })
}

/** The rest of `visibleTo`: what is not published in parishes the viewer advises or belongs to. */
export function listOwn(db: Db, viewer: Viewer | null, filter: InitiativeFilter): Query | null {
  const [advised, home] = [parishIdsWithRole(viewer, 'mentor'), parishIdsWithRole(viewer, 'member')]
  if (!viewer || seesAll(viewer) || advised.length + home.length === 0) return null
  return db('initiativeListings')
    .whereRaw('not published and initiative_listings.parish_id = any(?)', [[...advised, ...home]])
    .whereRaw('not territory_id = any(?)', [territoryIdsWithRole(viewer, 'partner')])
    .whereRaw(
      `exists (select from initiatives where initiatives.id = initiative_id and (initiatives.parish_id = any(?)
        or initiatives.parish_id = any(?) and (proposed_by = ? or open_to_community and initiatives.state = any(?))))`,
      [advised, home, viewer.id, [...communityStates]],
    )
    .modify(chosen(filter))
}
