import type { Locale } from '#platform/i18n/locale.ts'
import { territoryViewBox, mappedParishes, parishMap, type ParishMap } from './map.ts'
import { mapParishes, type Parish } from '#modules/places/parishes/parish.ts'

/** What the view of the map needs. */
export type MapView = ReturnType<typeof mapParishes> & {
  map: ParishMap
  current?: string
  territory?: string
  viewBox?: string
}

const isDrawn = ({ slug }: Pick<Parish, 'slug'>) => mappedParishes.includes(slug)

/** The whole map with those of the parishes that are drawn on it. */
export const mapOfAll = (parishes: readonly Parish[], locale: Locale): MapView => ({
  map: parishMap,
  ...mapParishes(parishes.filter(isDrawn), locale),
})

/** The map around a parish: its territory, or all of it where that is not drawn. */
export function mapAround(parish: Parish, parishes: readonly Parish[], locale: Locale): MapView {
  const viewBox = territoryViewBox(parish.territorySlug)
  return {
    map: parishMap,
    ...mapParishes(parishes.filter(isDrawn), locale, parish.slug),
    ...(viewBox === undefined ? {} : { current: parish.slug, territory: parish.territorySlug, viewBox }),
  }
}
