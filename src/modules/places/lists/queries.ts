import type { Db, Query } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import { pageOf, type Cursor, type ListPage } from '#platform/values/cursor.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { mostListed } from '#modules/places/choice/parish-choice.ts'
import { countedTerritories, typedIn, type CountedTerritory } from '#modules/places/choice/queries.ts'
import type { Parish } from '#modules/places/parishes/parish.ts'

export interface ParishInList extends Parish {
  initiatives: number
  planInForce: boolean
}

const parishesPerPage = 50

const inForce = `from plans join plan_versions on plan_versions.plan_id = plans.id and superseded_at is null`
const ofParish = 'where plans.parish_id = parishes.id'

// Counted for each parish that is shown, by indexes; a join would be free to read all plans.
const listed = (db: Db, chosen: Query) =>
  db(chosen.select('*').as('parishes'))
    .join('territories', 'territories.id', 'parishes.territoryId')
    .select('parishes.*', 'parishes.id as parishId')
    .select('territories.slug as territorySlug', 'territories.names as territoryNames')
    .select(db.raw(`(select count(*) ${inForce} ${ofParish}) > 0 as plan_in_force`))
    .select(
      db.raw(`(select count(*) ${inForce} join published_initiatives on plan_version_id = plan_versions.id
        ${ofParish})::integer as initiatives`),
    )

const total = '(select sum(count) from parish_counts)'

/** The territories with all their parishes, or where those are too many for a list, with the parishes of these slugs. */
export async function findParishes(
  db: Db,
  otherwise: readonly string[],
): Promise<{ territories: CountedTerritory[]; parishes: ParishInList[]; areAll: boolean }> {
  const all = db('parishes').whereRaw(`${total} <= ?`, [mostListed]).orderBy('slug')
  const some = db('parishes').whereRaw(`slug = any(?) and ${total} > ?`, [[...otherwise], mostListed])
  const chosen = db.unionAll([all.limit(mostListed, { skipBinding: true }), some], true).as('chosen')
  const lists = { territories: countedTerritories(db), parishes: listed(db, db(chosen)) }
  const { territories, parishes } = await queryTogether<{ territories: CountedTerritory[]; parishes: ParishInList[] }>(
    db,
    lists,
  )
  return { territories, parishes, areAll: territories.reduce((sum, each) => sum + each.parishes, 0) <= mostListed }
}

/** Parishes of a territory in the alphabet of the language, from the cursor on. */
export async function listParishesOf(
  db: Db,
  territoryId: string,
  locale: Locale,
  cursor?: Cursor,
): Promise<ListPage<ParishInList>> {
  const name = `name_${locale}`
  const direction = cursor?.back ? 'desc' : 'asc'
  const inOrder = (query: Query) => {
    query.orderBy([
      { column: `parishes.${name}`, order: direction },
      { column: 'parishes.slug', order: direction },
    ])
  }
  const chosen = db('parishes')
    .where({ territoryId })
    .modify(inOrder)
    .limit(parishesPerPage + 1, { skipBinding: true })
  if (cursor) chosen.whereRaw(`(??, slug) ${cursor.back ? '<' : '>'} (?, ?)`, [name, ...cursor.keys])
  const rows: (ParishInList & { key: string })[] = await listed(db, chosen)
    .modify(inOrder)
    .select(`parishes.${name} as key`)
  return pageOf(rows, { size: parishesPerPage, cursor }, ({ key, slug }) => [key, slug])
}

/** Parishes whose name begins with what was typed, at most a page of them. */
export function listParishesTyped(db: Db, locale: Locale, typed: string): Promise<ParishInList[]> {
  const chosen = db('parishes').modify(typedIn(locale, typed)).limit(parishesPerPage, { skipBinding: true })
  return listed(db, chosen).orderBy([`parishes.plain_${locale}`, 'parishes.slug'])
}
