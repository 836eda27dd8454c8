import type { Db } from '#platform/db/connection.ts'
import type { InitiativeCategory, InitiativeState } from './initiative.ts'
import { may as mayOfInitiative, type VisibleInitiative } from './policy.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'

export interface InitiativeOfParish {
  slug: string
  title: Multilingual
  summary: Multilingual | null
  category: InitiativeCategory | null
  state: InitiativeState
}

/** The initiatives of the plan in force, as everybody may read them. */
export const listPublishedInitiatives = (db: Db, parishId: string): Promise<InitiativeOfParish[]> =>
  db('publishedInitiatives')
    .join('initiatives', 'initiatives.id', 'publishedInitiatives.initiativeId')
    .where({ parishId })
    .orderBy('initiatives.createdAt')
    .select('slug', 'publishedInitiatives.category', 'state')
    .select(db.raw(`content -> 'title' as title`), db.raw(`content -> 'summary' as summary`))

export interface VisibleOfParish extends InitiativeOfParish, VisibleInitiative {
  parishSlug: string
}

/** The initiatives of these parishes that the viewer may see, public or not, the newest first. */
export async function listVisibleInitiatives(
  db: Db,
  viewer: Viewer,
  parishIds: readonly string[],
): Promise<VisibleOfParish[]> {
  const rows: VisibleOfParish[] = await db('initiatives')
    .join('parishes', 'parishes.id', 'initiatives.parishId')
    .leftJoin('publishedInitiatives', 'publishedInitiatives.initiativeId', 'initiatives.id')
    // Few parishes first, and from each to its initiatives: a plan for any list would read all parishes.
    .whereIn('parishes.id', parishIds)
    .orderBy('initiatives.createdAt', 'desc')
    .select('initiatives.slug', 'state', 'openToCommunity', 'proposedBy', 'initiatives.parishId', 'territoryId')
    .select('parishes.slug as parishSlug')
    .select(db.raw('published_initiatives.initiative_id is not null as published'))
    .select(db.raw('coalesce(published_initiatives.category, initiatives.category) as category'))
    .select(db.raw(`coalesce(content -> 'title', initiatives.title) as title`))
    .select(db.raw(`coalesce(content -> 'summary', initiatives.summary) as summary`))
  return rows.filter((row) => mayOfInitiative.view(viewer, row))
}
