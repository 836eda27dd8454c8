import type { Multilingual } from '#platform/i18n/locale.ts'

export type ParishKind = 'parish' | 'town_and_parish' | 'former_parish' | 'nulk' | 'provisional'

/** One of the 17 as public sources know it. Counts of people come from different years and must never be added up. */
export interface ReferenceParish {
  slug: string
  territory: string
  names: Multilingual
  kind: ParishKind
  population: number | null
  /** The year of the count. */
  populationOn: number | null
  populationSource: string | null
  areaKm2: number | null
  /** The centre village, within about a kilometre, in WGS 84 degrees. */
  lat: number
  lon: number
  /** The unit's number in the register of its country and time: ATVK before 2021, EHAK before the merger of 2017. */
  code: string | null
  municipality: Multilingual
  provisional: boolean
  note?: Multilingual
}

/** An Estonian name that Latvian and English texts keep as it is. */
export const inAllThree = (name: string): Multilingual => ({ source: 'et', et: name, lv: name, en: name })
