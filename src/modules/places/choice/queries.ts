import type { Db, Query } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { mostListed, slugInLabel, type ParishChoice, type ParishChoices } from './parish-choice.ts'

const mostOffered = 20

/** A territory with the number of its parishes. */
export interface CountedTerritory {
  id: string
  slug: string
  names: Multilingual
  parishes: number
}

/** The territories, as a query to be asked beside others. */
export const countedTerritories = (db: Db): Query =>
  db('territories')
    .orderBy('slug')
    .select('id', 'slug', 'names')
    .select(
      db.raw(
        '(select coalesce(sum(count), 0) from parish_counts where territory_id = territories.id)::integer as parishes',
      ),
    )

// PostgreSQL can keep no zero character, and a name is not that long.
const letters = (typed: string) => typed.replaceAll('\0', '').trim().slice(0, 120)

/** Rows whose name in the language begins with what was typed, in that order; marks over letters need not be typed. */
export const typedIn = (locale: Locale, typed: string) => (query: Query) => {
  const column = `plain_${locale}`
  const start = letters(typed)
  // Two bounds instead of a pattern, so that a plan made for any text finds its way into the index.
  query.whereRaw(`?? >= plain_letters(?) and ?? < plain_letters(?) || chr(1114111)`, [column, start, column, start])
  query.orderBy([column, 'slug'])
}

/** Parishes whose name begins with what was typed, at most 20. */
export const findParishesTyped = (db: Db, locale: Locale, typed: string): Promise<ParishChoice[]> =>
  db('parishes').modify(typedIn(locale, typed)).limit(mostOffered, { skipBinding: true }).select('id', 'slug', 'names')

const within = (db: Db, territoryIds?: readonly string[]): Query =>
  db('parishes')
    .modify((query: Query) => void (territoryIds && query.whereRaw('territory_id = any(?)', [[...territoryIds]])))
    .select('id', 'slug', 'names') as Query

// One more than a list holds, to know whether there are more.
const firstOf = (parishes: Query): Query => parishes.orderBy('slug').limit(mostListed + 1, { skipBinding: true })

/**
 * The parishes that fields offer, where `sent` is what they hold: ids, slugs, or what somebody typed; with `territoryIds`,
 * only those of these territories.
 */
export async function listParishChoices(
  db: Db,
  locale: Locale,
  sent: readonly string[] = [],
  territoryIds?: readonly string[],
): Promise<ParishChoices> {
  const all = (await firstOf(within(db, territoryIds))) as ParishChoice[]
  return all.length <= mostListed
    ? { isTyped: false, parishes: all }
    : { isTyped: true, parishes: await listFitting(db, locale, sent, territoryIds) }
}

/** The parishes that what fields hold can mean, where they are known to be too many for a list. */
export const listTypedParishes = async (db: Db, locale: Locale, sent: readonly string[]): Promise<ParishChoices> => ({
  isTyped: true,
  parishes: await listFitting(db, locale, sent),
})

async function listFitting(db: Db, locale: Locale, sent: readonly string[], territoryIds?: readonly string[]) {
  const found = new Map<string, ParishChoice>()
  for (const typed of new Set(sent.map(letters))) {
    if (typed === '') continue
    const parish = isUuid(typed) ? { id: typed } : { slug: slugInLabel(typed) ?? typed }
    const named = (await within(db, territoryIds).where(parish)) as ParishChoice[]
    const begun = within(db, territoryIds).modify(typedIn(locale, typed)).limit(mostOffered, { skipBinding: true })
    for (const each of named.length > 0 ? named : ((await begun) as ParishChoice[])) found.set(each.id, each)
  }
  return [...found.values()]
}

interface Places extends Record<string, unknown[]> {
  territories: Omit<CountedTerritory, 'parishes'>[]
  parishes: ParishChoice[]
}

/** The territories and parishes that something can be sought by, where `typed` is what the field for a parish holds. */
export async function listPlaces(
  db: Db,
  locale: Locale,
  typed: string,
): Promise<{ territories: Places['territories']; parishes: ParishChoices }> {
  const { territories, parishes } = await queryTogether<Places>(db, {
    territories: db('territories').orderBy('slug').select('id', 'slug', 'names'),
    parishes: firstOf(within(db)),
  })
  const isTyped = parishes.length > mostListed
  return { territories, parishes: { isTyped, parishes: isTyped ? await listFitting(db, locale, [typed]) : parishes } }
}
