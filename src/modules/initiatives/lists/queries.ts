import type { Db, Query } from '#platform/db/connection.ts'
import { pageOf, type Cursor, type ListPage } from '#platform/values/cursor.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { parishIdsWithRole, territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import type { InitiativeCategory, InitiativeState } from '#modules/initiatives/initiative/initiative.ts'
import { communityStates } from '#modules/initiatives/initiative/policy.ts'

export interface InitiativeFilter {
  territory?: string | undefined
  category?: InitiativeCategory | undefined
  state?: InitiativeState | undefined
}

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

const chosen = (filter: InitiativeFilter) => (query: Query) => {
  if (filter.territory !== undefined)
    query.whereRaw('territory_id = (select id from territories where slug = ?)', [filter.territory])
  if (filter.category !== undefined) query.where('category', filter.category)
  if (filter.state !== undefined) query.where('state', filter.state)
}

const seesAll = (viewer: Viewer | null) => hasRole(viewer, 'lead', 'auditor')

/** What of `visibleTo` hangs on the territory alone: what is published, and all of the viewer's own territories. */
const visibleByTerritory = (viewer: Viewer | null) => (query: Query) => {
  if (seesAll(viewer)) return
  const own = territoryIdsWithRole(viewer, 'partner')
  query.where((either) => {
    either.where('published', true)
    if (own.length > 0) either.orWhereRaw('territory_id = any(?)', [own])
  })
}

/** The rest of `visibleTo`: what is not published in parishes the viewer advises or belongs to. */
function listOwn(db: Db, viewer: Viewer | null, filter: InitiativeFilter): Query | null {
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

/** How many initiatives of a filter the viewer may see, and how many there are of all. */
interface Counts {
  total: number
  all: number
}

type Territory = { slug: string; names: Multilingual }

/** What stands around the list: the territories to choose from, and how long it is. */
export async function findListContext(
  db: Db,
  viewer: Viewer | null,
  filter: InitiativeFilter,
): Promise<{ territories: Territory[]; counts: Counts }> {
  const sum = (of: InitiativeFilter) => db('initiativeCounts').modify(chosen(of)).sum('count')
  const own = listOwn(db, viewer, filter)
  const rows: (Territory & Partial<Record<'shared' | 'all' | 'own', number | null>>)[] = await db('territories')
    .orderBy('slug')
    .select('slug', 'names', sum(filter).modify(visibleByTerritory(viewer)).as('shared'), sum({}).as('all'))
    .modify((query: Query) => void (own && query.select(own.count().as('own'))))
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

const inOrder = ({ locale, cursor }: InitiativeListRequest) => {
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

function keysOfPage(db: Db, viewer: Viewer | null, wanted: InitiativeListRequest): Query {
  const keys = [`title_${wanted.locale}`, 'slug']
  const listed = db('initiativeListings').modify(chosen(wanted.filter)).modify(visibleByTerritory(viewer)).select(keys)
  const own = listOwn(db, viewer, wanted.filter)?.select(keys)
  const few = areFew(wanted.counts)
  if (few) listed.whereRaw('published = any(?)', [[true, false]])
  const offset = wanted.offset ?? 0
  const page = db.queryBuilder().select(keys).modify(inOrder(wanted)).modify(pageFrom(offset))
  if (few) return page.withMaterialized('listed', own ? listed.unionAll(own) : listed).from('listed')
  if (!own) return page.from(listed.as('listed'))
  const first = listed.modify(inOrder(wanted)).limit(offset + initiativesPerPage + 1, { skipBinding: true })
  return page.from(db.unionAll([first, own], true).as('listed'))
}

/** What the viewer may see, by title in the language of the page, from the cursor on. */
export async function listInitiatives(
  db: Db,
  viewer: Viewer | null,
  wanted: InitiativeListRequest,
): Promise<ListPage<ListedInitiative>> {
  if (wanted.counts.total === 0) return { rows: [], before: null, after: null }
  const key = `page.title_${wanted.locale}`
  const direction = wanted.cursor?.back ? 'desc' : 'asc'
  const rows: ListedInitiative[] = await db(keysOfPage(db, viewer, wanted).as('page'))
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
  return pageOf(rows, { size: initiativesPerPage, ...wanted }, ({ key, slug }) => [key, slug])
}
