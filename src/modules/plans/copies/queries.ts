import type { Db } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

export interface PlanToCopy {
  parishSlug: string
  parishNames: Multilingual
  territorySlug: string
  territoryNames: Multilingual
  initiatives: number
}

/** Plans in force, from which another parish may take over what helps it. */
export const listPlansToCopy = (db: Db): Promise<PlanToCopy[]> =>
  db('planVersions')
    .join('plans', 'plans.id', 'planVersions.planId')
    .join('parishes', 'parishes.id', 'plans.parishId')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .whereNull('supersededAt')
    .orderBy(['territories.slug', 'parishes.slug'])
    .select('parishes.slug as parishSlug', 'parishes.names as parishNames')
    .select('territories.slug as territorySlug', 'territories.names as territoryNames')
    .select(db.raw(`jsonb_array_length(snapshot -> 'initiatives') as initiatives`))

/** Ids of initiatives by their slugs. */
export async function initiativeIdsBySlug(db: Db, slugs: readonly string[]): Promise<Map<string, string>> {
  const rows: { id: string; slug: string }[] = await db('initiatives').whereIn('slug', slugs).select('id', 'slug')
  return new Map(rows.map(({ id, slug }) => [slug, id]))
}
