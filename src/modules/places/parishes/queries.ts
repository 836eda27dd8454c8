import type { Db } from '#platform/db/connection.ts'
import type { Parish } from './parish.ts'

const parishes = (db: Db) =>
  db('parishes')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .select(
      'parishes.*',
      'parishes.id as parishId',
      'territories.slug as territorySlug',
      'territories.names as territoryNames',
    )

export const findParish = (db: Db, slug: string): Promise<Parish | undefined> =>
  parishes(db).where('parishes.slug', slug).first()

/** The parishes with these slugs, as far as there are such, in no order. */
export const listParishesNamed = (db: Db, slugs: readonly string[]): Promise<Parish[]> =>
  parishes(db).whereRaw('parishes.slug = any(?)', [[...slugs]])
