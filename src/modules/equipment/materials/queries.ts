import type { Db, Query } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import { parseMaterialLabel, type Material, type MoveKind } from './material.ts'

/** A material with how much of it there is. */
export interface StockedMaterial extends Material {
  territory: string
  partnerNames: Multilingual
  stock: number
}

/** `may.view` of materials, said in SQL. */
const visibleTo = (viewer: Viewer) => (query: Query) => {
  if (!hasRole(viewer, 'lead', 'auditor'))
    query.whereIn('materials.territoryId', territoryIdsWithRole(viewer, 'partner'))
}

const stocked = (db: Db): Query =>
  db('materials')
    .join('territories', 'territories.id', 'materials.territoryId')
    .join('partners', 'partners.id', 'territories.partnerId')
    .select('materials.*', 'territories.slug as territory', 'partners.names as partnerNames')
    .select(db.raw('coalesce((select sum(quantity) from material_moves where material_id = materials.id), 0) as stock'))

/** The materials that the viewer may see, by number. */
export const listMaterials = (db: Db, viewer: Viewer): Promise<StockedMaterial[]> =>
  stocked(db).modify(visibleTo(viewer)).orderBy(['territories.slug', 'materials.number']).limit(1000)

/** The material with this label, if the viewer may see it. */
export async function findMaterial(db: Db, viewer: Viewer, label: string): Promise<StockedMaterial | undefined> {
  const parsed = parseMaterialLabel(label)
  if (!parsed) return undefined
  return stocked(db)
    .modify(visibleTo(viewer))
    .where({ 'territories.slug': parsed.territory, 'materials.number': parsed.number })
    .first<StockedMaterial>()
}

export interface MaterialMoved {
  kind: MoveKind
  quantity: number
  day: Day
  note: string
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
  movedBy: string | null
}

/** How a material came and went, the latest first. */
export const listMoves = (db: Db, materialId: string): Promise<MaterialMoved[]> =>
  db('materialMoves')
    .leftJoin('initiatives', 'initiatives.id', 'materialMoves.initiativeId')
    .leftJoin('people', 'people.id', 'materialMoves.movedBy')
    .where({ materialId })
    .orderBy([
      { column: 'onDay', order: 'desc' },
      { column: 'movedAt', order: 'desc' },
    ])
    .limit(500)
    .select('kind', 'quantity', 'onDay as day', 'materialMoves.note', 'people.name as movedBy')
    .select('initiatives.slug as initiativeSlug', 'initiatives.title as initiativeTitle')
