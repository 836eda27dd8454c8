import type { Db, Query } from '#platform/db/connection.ts'
import { pageInOrder } from '#platform/db/keyset.ts'
import { pageOf, type Cursor, type ListPage } from '#platform/values/cursor.ts'
import type { Cents } from '#platform/values/money.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { initiativeTitle, itemColumns } from './sql-columns.ts'
import { itemCategories, parseLabel, itemStates, type ItemCategory, type ItemState } from './item.ts'
import { placedItems, visibleTo, type PlacedItem, type TerritoryChoice } from './queries.ts'

export interface ItemFilter {
  /** Nothing but these, by what their labels say. */
  labels?: readonly string[]
  state?: ItemState | undefined
  category?: ItemCategory | undefined
  parish?: string | undefined
  initiative?: string | undefined
  text?: string | undefined
}

const oneOf = <T extends string>(all: readonly T[], typed: string | undefined) => all.find((each) => each === typed)
const word = (typed: string | undefined) => (typed !== undefined && /^[a-z0-9-]{1,80}$/.test(typed) ? typed : undefined)

/** What a reader asked for by the form above the list. */
export function itemFilterOf(query: Record<string, string>): ItemFilter {
  const text = (query['text'] ?? '').replaceAll('\0', '').trim().slice(0, 100)
  return {
    state: oneOf(itemStates, query['state']),
    category: oneOf(itemCategories, query['category']),
    parish: word(query['parish']),
    initiative: word(query['initiative']),
    text: text === '' ? undefined : text,
  }
}

const filtered = (filter: ItemFilter) => (query: Query) => {
  const exact = {
    'equipmentItems.state': filter.state,
    'equipmentItems.category': filter.category,
    'parishes.slug': filter.parish,
    'initiatives.slug': filter.initiative,
  }
  query.where(Object.fromEntries(Object.entries(exact).filter(([, value]) => value !== undefined)))
  if (filter.labels) query.where(labelled(filter.labels))
  if (filter.text !== undefined) query.where(containing(filter.text))
}

const labelled = (labels: readonly string[]) => (either: Query) => {
  either.whereRaw('false')
  for (const { territory, number } of labels.slice(0, 1000).flatMap((label) => parseLabel(label) ?? []))
    either.orWhere({ 'territories.slug': territory, 'equipmentItems.number': number })
}

// A number is found however it is typed: APE-0012, ape12 or 12.
function containing(text: string) {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const [, territory = '', digits] = /^([a-z-]*?)-?0*(\d{1,8})$/i.exec(text) ?? []
  return (either: Query) => {
    either.whereRaw(
      `concat_ws(' ', equipment_items.name ->> 'lv', equipment_items.name ->> 'et', equipment_items.name ->> 'en',
        equipment_items.serial, equipment_items.supplier, equipment_items.invoice, equipment_items.procurement) ilike ?`,
      [like],
    )
    if (digits === undefined) return
    either.orWhere((number) => {
      number.where({ 'equipmentItems.number': Number(digits) })
      if (territory !== '') number.where({ 'territories.slug': territory.toLowerCase() })
    })
  }
}

const itemsPerPage = 50

export interface ListedItem extends PlacedItem {
  /** Whether there is a photo with the emblem. */
  stickered: boolean
}

const stickered = `exists (select from equipment_files where item_id = equipment_items.id and kind = 'sticker') as stickered`

const byNumber = ['territories.slug', 'equipment_items.number']

const listed = (db: Db, viewer: Viewer, filter: ItemFilter): Query =>
  placedItems(db)
    .modify(visibleTo(viewer))
    .modify(filtered(filter))
    .select(...itemColumns)
    .select(db.raw(initiativeTitle), db.raw(stickered))

/** What the viewer may see of the inventory, by number, at most `most`. */
export const listItems = (db: Db, viewer: Viewer, filter: ItemFilter, most: number): Promise<ListedItem[]> =>
  listed(db, viewer, filter).orderByRaw(byNumber.join(', ')).limit(most)

/** The same, a page of 50 from the cursor on. */
export async function listItemsPage(
  db: Db,
  viewer: Viewer,
  filter: ItemFilter,
  cursor: Cursor | undefined,
): Promise<ListPage<ListedItem>> {
  const row = (id: string) =>
    placedItems(db)
      .where({ 'equipmentItems.id': id })
      .select(db.raw(byNumber.join(', ')))
  const read: ListedItem[] = await listed(db, viewer, filter).modify(
    pageInOrder({ by: byNumber, direction: 'asc', size: itemsPerPage, row }, cursor),
  )
  return pageOf(read, { size: itemsPerPage, cursor }, ({ id }) => [id])
}

export interface StateSum {
  state: ItemState
  items: number
  net: Cents
  gross: Cents
}

/** How many of the things there are in each state, and what they cost. */
export const sumItems = (db: Db, viewer: Viewer, filter: ItemFilter): Promise<StateSum[]> =>
  placedItems(db)
    .modify(visibleTo(viewer))
    .modify(filtered(filter))
    .groupBy('equipmentItems.state')
    .select('equipmentItems.state')
    .select(db.raw('count(*)::integer as items, coalesce(sum(net), 0)::bigint as net'))
    .select(db.raw('coalesce(sum(gross), 0)::bigint as gross'))

/** Parishes that have something of what the viewer may see. */
export const listItemParishes = (db: Db, viewer: Viewer): Promise<TerritoryChoice[]> =>
  placedItems(db).modify(visibleTo(viewer)).whereNotNull('parishes.id').distinct('parishes.slug', 'parishes.names')
