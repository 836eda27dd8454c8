import { builtOnce } from '#platform/db/built-once.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import { pageOf, type Cursor, type ListPage } from '#platform/values/cursor.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { viewerForQueries } from '#platform/values/viewer-scope.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { InitiativeCategory, InitiativeState } from '#modules/initiatives/initiative/initiative.ts'
import { chosen, listOwn, visibleByTerritory, type InitiativeFilter } from './visibility-queries.ts'

export interface ListedInitiative {
  slug: string
  state: InitiativeState
  published: boolean
  title: Multilingual
  summary: Multilingual | null
  category: InitiativeCategory | null
  parishSlug: string
  parishNames: Multilingual
  /** The title as the list is sorted by it. */
  key: string
}

export const initiativesPerPage = 24

/** How many initiatives of a filter the viewer may see, and how many there are of all. */
interface Counts {
  total: number
  all: number
}

type Territory = { slug: string; names: Multilingual }

type OutlineRow = Territory & Partial<Record<'shared' | 'all' | 'own', number | null>>

const outlineRows = builtOnce<OutlineRow, [viewer: Viewer | null, filter: InitiativeFilter]>((db, viewer, filter) => {
  const sum = (of: InitiativeFilter) => db('initiativeCounts').modify(chosen(of)).sum('count')
  const own = listOwn(db, viewer, filter)
  return db('territories')
    .orderBy('slug')
    .select('slug', 'names', sum(filter).modify(visibleByTerritory(viewer)).as('shared'), sum({}).as('all'))
    .modify((query: Query) => void (own && query.select(own.count().as('own'))))
})

/** What stands around the list: the territories to choose from, and how long it is. */
export async function findListContext(
  db: Db,
  viewer: Viewer | null,
  filter: InitiativeFilter,
): Promise<{ territories: Territory[]; counts: Counts }> {
  const rows = await outlineRows(db, viewer && viewerForQueries(viewer), filter)
  const { shared, own: ofOwn, all } = rows[0] ?? {}
  return {
    territories: rows.map(({ slug, names }) => ({ slug, names })),
    counts: { total: (shared ?? 0) + (ofOwn ?? 0), all: all ?? 0 },
  }
}

/** How a list is asked for: what of it, in which language, and where its page begins. */
export interface InitiativeListRequest {
  locale: Locale
  filter: InitiativeFilter
  counts: Counts
  cursor?: Cursor | undefined
  /** Rows passed by, for pages that have numbers. */
  offset?: number
}

// Of a list in order, all / total rows are passed by for each one shown; where few are left of many, those are sorted.
const areFew = ({ total, all }: Counts) => total * total < 1.5 * all

/** A page of the list as its query hangs on it; where it begins at a cursor, `back` says on which side of that. */
interface PageShape {
  locale: Locale
  filter: InitiativeFilter
  few: boolean
  offset: number
  back?: boolean | undefined
}

const inOrder = ({ locale, cursor }: { locale: Locale; cursor: Cursor | undefined }) => {
  const direction = cursor?.back ? 'desc' : 'asc'
  return (query: Query) => {
    if (cursor) query.whereRaw(`(??, slug) ${cursor.back ? '<' : '>'} (?, ?)`, [`title_${locale}`, ...cursor.keys])
    query.orderBy([
      { column: `title_${locale}`, order: direction },
      { column: 'slug', order: direction },
    ])
  }
}

// The numbers are written out: a plan made for any number would sort everything.
const pageFrom = (offset: number) => (query: Query) => {
  query.limit(initiativesPerPage + 1, { skipBinding: true }).offset(offset, { skipBinding: true })
}

function keysOfPage(db: Db, viewer: Viewer | null, wanted: PageShape, cursor: Cursor | undefined): Query {
  const { locale, filter, few, offset } = wanted
  const keys = [`title_${locale}`, 'slug']
  const listed = db('initiativeListings').modify(chosen(filter)).modify(visibleByTerritory(viewer)).select(keys)
  const own = listOwn(db, viewer, filter)?.select(keys)
  const ordered = inOrder({ locale, cursor })
  if (few) listed.whereRaw('published = any(?)', [[true, false]])
  const page = db.queryBuilder().select(keys).modify(ordered).modify(pageFrom(offset))
  if (few) return page.withMaterialized('listed', own ? listed.unionAll(own) : listed).from('listed')
  if (!own) return page.from(listed.as('listed'))
  const first = listed.modify(ordered).limit(offset + initiativesPerPage + 1, { skipBinding: true })
  return page.from(db.unionAll([first, own], true).as('listed'))
}

const pageRows = builtOnce<ListedInitiative, [viewer: Viewer | null, wanted: PageShape, title: string, slug: string]>(
  (db, viewer, wanted, title, slug) => {
    const { locale, back } = wanted
    const cursor = back === undefined ? undefined : { keys: [title, slug], back }
    const key = `page.title_${locale}`
    const direction = back ? 'desc' : 'asc'
    return db(keysOfPage(db, viewer, wanted, cursor).as('page'))
      .join('initiatives', 'initiatives.slug', 'page.slug')
      .join('parishes', 'parishes.id', 'initiatives.parishId')
      .leftJoin('publishedInitiatives', 'publishedInitiatives.initiativeId', 'initiatives.id')
      .orderBy([
        { column: key, order: direction },
        { column: 'page.slug', order: direction },
      ])
      .select('initiatives.slug', 'initiatives.state', `${key} as key`)
      .select('parishes.slug as parishSlug', 'parishes.names as parishNames')
      .select(
        db.raw('published_initiatives.initiative_id is not null as published'),
        db.raw(`coalesce(published_initiatives.content -> 'title', initiatives.title) as title`),
        db.raw('coalesce(published_initiatives.category, initiatives.category) as category'),
        db.raw(`case when published_initiatives.initiative_id is null then initiatives.summary
        else published_initiatives.content -> 'summary' end as summary`),
      )
  },
)

/** What the viewer may see, by title in the language of the page, from the cursor on. */
export async function listInitiatives(
  db: Db,
  viewer: Viewer | null,
  wanted: InitiativeListRequest,
): Promise<ListPage<ListedInitiative>> {
  const { locale, filter, counts, cursor, offset = 0 } = wanted
  if (counts.total === 0) return { rows: [], before: null, after: null }
  const shape = { locale, filter, few: areFew(counts), offset, back: cursor?.back }
  const [title = '', slug = ''] = cursor?.keys ?? []
  const rows = await pageRows(db, viewer && viewerForQueries(viewer), shape, title, slug)
  return pageOf(rows, { size: initiativesPerPage, ...wanted }, ({ key, slug: last }) => [key, last])
}
