import type { Day } from '#lib/day.ts'
import type { Locale, Multilingual } from '#lib/locale.ts'

export const actTypes = ['handover', 'return', 'transfer'] as const
export type ActType = (typeof actTypes)[number]

export const actStates = ['draft', 'issued', 'signed', 'void'] as const
export type ActState = (typeof actStates)[number]

export const bases = ['loan', 'ownership'] as const
export type Basis = (typeof bases)[number]

export const conditions = ['new', 'good', 'used', 'damaged'] as const
export type Condition = (typeof conditions)[number]

/** The languages that stand side by side on an act, as a form names them. */
export const pairs = ['lv-en', 'et-en', 'lv-et'] as const
export type Pair = (typeof pairs)[number]
export type Languages = readonly [Locale, Locale]

export const languagesOf = (pair: Pair): Languages => pair.split('-') as unknown as Languages
export const pairOf = ([left, right]: Languages): Pair => `${left}-${right}` as Pair

/** The first choice for a country: its language and English. */
export const pairFor = (country: 'LV' | 'EE'): Pair => (country === 'LV' ? 'lv-en' : 'et-en')

/** Somebody who signs, as typed on the act: no account, and never a personal code. */
export interface Party {
  name: string
  organisation: string
  role: string
}

/** An initiative as an act names it. */
export interface ActPlace {
  id: string
  slug: string
  title: Multilingual
  parishNames: Multilingual
  parishId: string
}

/** What is typed of an act, beside its lines. */
export interface ActFacts {
  basis: Basis
  languages: Languages
  place: string
  onDay: Day | null
  gives: Party
  takes: Party
}

/** A line of an act: one thing of the inventory, or a quantity of a material. */
export interface ActLine {
  id: string
  itemId: string | null
  materialId: string | null
  quantity: number
  condition: Condition
  note: string
}

/** Where an act stands and whose it is; policy and lists go by it. */
export interface ActStanding {
  id: string
  version: number
  type: ActType
  state: ActState
  territoryId: string
  toTerritoryId: string | null
  parishId: string
  toParishId: string | null
  issuedBy: string | null
  receivedAt: Date | null
}

/** APE-2020-001: the number of an act, gap-free for a partner and a year. */
export const numberOf = (territory: string, year: number, number: number): string =>
  `${territory.toUpperCase()}-${year}-${String(number).padStart(3, '0')}`
