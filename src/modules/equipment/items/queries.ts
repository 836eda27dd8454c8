import type { Db, Query } from '#platform/db/connection.ts'
import { rowsFromJson } from '#platform/db/batch-queries.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { parishIdsWithRole, territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import { isTakenOver } from '#modules/initiatives/initiative/sql-columns.ts'
import { attachedColumn, initiativeTitle, itemColumns } from './sql-columns.ts'
import { parseLabel, type InitiativeChoice, type Item, type ItemState } from './item.ts'

/** A thing with where it belongs and where it is. */
export interface PlacedItem extends Item {
  territory: string
  territoryNames: Multilingual
  partnerNames: Multilingual
  parishId: string | null
  parishSlug: string | null
  parishNames: Multilingual | null
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
  initiativePublished: boolean
}

export interface ItemWithFiles extends PlacedItem {
  /** Whether its initiative has begun, and whoever signs for the thing has signed. */
  takenOver: boolean
  attached: Record<string, unknown>[]
}

/** The files of a thing by what they are: photos with the emblem on, documents, what says that it is written off, and photos of inspections. */
export function filesOf({ attached }: Pick<ItemWithFiles, 'attached'>) {
  const files = rowsFromJson<StoredFile & { kind: string }>(attached)
  const of = (kind: string): StoredFile[] => files.filter((file) => file.kind === kind)
  return {
    stickers: of('sticker'),
    documents: of('document'),
    writeOffs: of('write_off'),
    ofInspections: of('inspection'),
  }
}

/** Items, with where each belongs and where it is. */
export const placedItems = (db: Db): Query =>
  db('equipmentItems')
    .join('territories', 'territories.id', 'equipmentItems.territoryId')
    .join('partners', 'partners.id', 'territories.partnerId')
    .leftJoin('initiatives', 'initiatives.id', 'equipmentItems.initiativeId')
    .leftJoin('parishes', 'parishes.id', 'initiatives.parishId')
    .leftJoin('publishedInitiatives', 'publishedInitiatives.initiativeId', 'initiatives.id')

/** `may.view`, said in SQL over items placed. */
export const visibleTo = (viewer: Viewer | null) => (query: Query) => {
  if (hasRole(viewer, 'lead', 'auditor')) return
  query.where((either) => {
    either.whereIn('equipmentItems.territoryId', territoryIdsWithRole(viewer, 'partner'))
    either.orWhereIn('initiatives.parishId', parishIdsWithRole(viewer, 'mentor', 'member'))
  })
}

const takenOver = (db: Db) => db.raw(`coalesce(${isTakenOver}, false) as taken_over`)

async function find(db: Db, label: string, allowed: (query: Query) => void): Promise<ItemWithFiles | undefined> {
  const parsed = parseLabel(label)
  if (!parsed) return undefined
  return placedItems(db)
    .where({ 'territories.slug': parsed.territory, 'equipmentItems.number': parsed.number })
    .modify(allowed)
    .first<ItemWithFiles>(...itemColumns, db.raw(initiativeTitle), db.raw(attachedColumn), takenOver(db))
}

/** The thing with this label, if the viewer may see it. */
export const findItem = (db: Db, viewer: Viewer | null, label: string) => find(db, label, visibleTo(viewer))

/** The thing with this label, whoever asks. */
export const findItemByLabel = (db: Db, label: string) => find(db, label, () => undefined)

export interface TerritoryChoice {
  slug: string
  names: Multilingual
}

/** Territories whose partner the viewer is. */
export const listOwnTerritories = (db: Db, viewer: Viewer): Promise<(TerritoryChoice & { id: string })[]> =>
  db('territories').whereIn('id', territoryIdsWithRole(viewer, 'partner')).orderBy('slug').select('id', 'slug', 'names')

/** Initiatives of a territory that things can be meant for: those of a plan that was approved. */
export const listInitiativeChoices = (db: Db, territoryId: string): Promise<InitiativeChoice[]> =>
  db('initiatives')
    .join('parishes', 'parishes.id', 'initiatives.parishId')
    .where({ territoryId })
    .whereIn('initiatives.state', ['approved', 'ready', 'launched', 'operating', 'paused'])
    .orderBy(['parishes.slug', 'initiatives.slug'])
    .select('initiatives.id', 'initiatives.slug', 'initiatives.title', 'parishes.names as parishNames')

export interface StatusChange {
  state: ItemState
  day: string
  reason: Multilingual | null
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
  parishNames: Multilingual | null
  movedBy: string | null
}

/** Where a thing has been, the latest first. */
export const listStatusChanges = (db: Db, itemId: string): Promise<StatusChange[]> =>
  db('equipmentStatusChanges')
    .leftJoin('initiatives', 'initiatives.id', 'equipmentStatusChanges.initiativeId')
    .leftJoin('parishes', 'parishes.id', 'initiatives.parishId')
    .leftJoin('people', 'people.id', 'equipmentStatusChanges.movedBy')
    .where({ itemId })
    .orderBy('equipmentStatusChanges.id', 'desc')
    .select('equipmentStatusChanges.state', 'equipmentStatusChanges.reason', 'onDay as day', 'people.name as movedBy')
    .select(
      'initiatives.slug as initiativeSlug',
      'initiatives.title as initiativeTitle',
      'parishes.names as parishNames',
    )

/** What the programme knows the project by. */
export async function findProjectCode(db: Db): Promise<string> {
  const row: { code: string } | undefined = await db('projects').first('code')
  return row?.code ?? ''
}

/** Other things of the partner that are called the same and stand where this one does, as when twelve chairs came together. */
export const listSimilarItems = (db: Db, item: Item): Promise<Pick<Item, 'id' | 'version' | 'since'>[]> =>
  db('equipmentItems')
    .where({
      territoryId: item.territoryId,
      category: item.category,
      state: item.state,
      initiativeId: item.initiativeId,
    })
    .whereRaw('name = ?::jsonb and id <> ?', [JSON.stringify(item.name), item.id])
    .orderBy('number')
    .limit(500)
    .select('id', 'version', 'since')
