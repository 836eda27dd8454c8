import { formats } from '#platform/i18n/format.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import type { Scope } from '#platform/values/viewer.ts'

/** What kind of unit one of the 17 is; all of them are called parishes here. */
export const parishKinds = ['parish', 'town_and_parish', 'former_parish', 'nulk', 'provisional'] as const

/** One of the 17, with the territory it lies in. The population is a count of one year; counts are never added up. */
export interface Parish extends Scope {
  id: string
  version: number
  slug: string
  names: Multilingual
  kind: (typeof parishKinds)[number]
  population: number | null
  populationYear: number | null
  populationSource: string | null
  areaKm2: number | null
  latitude: number
  longitude: number
  code: string | null
  municipality: Multilingual | null
  note: Multilingual | null
  intro: Multilingual | null
  /** Whether nobody has confirmed yet which community this is. */
  provisional: boolean
  territorySlug: string
  territoryNames: Multilingual
}

type Placed = Pick<Parish, 'slug' | 'names' | 'territorySlug' | 'territoryNames'>

export interface Territory<P extends Placed> {
  slug: string
  name: string
  parishes: P[]
}

/** The parishes below their territories, both in the alphabet of the reader's language. */
export function byTerritory<P extends Placed>(parishes: readonly P[], locale: Locale): Territory<P>[] {
  const compare = (a: string, b: string) => formats[locale].compare(a, b)
  const name = ({ names }: P) => localise(locale, names).text
  const groups = Map.groupBy(parishes, ({ territorySlug }) => territorySlug)
  return [...groups]
    .map(([slug, group]) => ({
      slug,
      name: localise(locale, group[0]?.territoryNames).text,
      parishes: group.toSorted((a, b) => compare(name(a), name(b))),
    }))
    .toSorted((a, b) => compare(a.name, b.name))
}

/** What the map needs to know of the parishes: names in the reader's language. The current one is drawn last, over its neighbours. */
export function mapParishes(parishes: readonly Placed[], locale: Locale, current?: string) {
  const territories = byTerritory(parishes, locale)
  const inOrder = territories.flatMap((territory) => territory.parishes)
  const drawn = [...inOrder.filter(({ slug }) => slug !== current), ...inOrder.filter(({ slug }) => slug === current)]
  return {
    parishes: drawn.map(({ slug, names, territorySlug }) => ({
      slug,
      name: localise(locale, names).text,
      territory: territorySlug,
    })),
    territories: territories.map(({ slug, name }) => ({ slug, name })),
  }
}
