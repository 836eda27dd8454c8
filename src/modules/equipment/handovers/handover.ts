import type { Day } from '#platform/values/day.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'

export const handoverTypes = ['handover', 'return', 'transfer'] as const
export type HandoverType = (typeof handoverTypes)[number]

export const handoverStates = ['draft', 'issued', 'signed', 'void'] as const
export type HandoverState = (typeof handoverStates)[number]

/** What was sent of the signed paper of an issued handover that is not enough yet. */
export type HandoverHalfway = 'one_signature' | 'unconfirmed_scan'

export const handoverBases = ['loan', 'ownership'] as const
export type HandoverBasis = (typeof handoverBases)[number]

export const itemConditions = ['new', 'good', 'used', 'damaged'] as const
export type ItemCondition = (typeof itemConditions)[number]

/** The languages that stand side by side on a handover, as a form names them. */
export const languagePairs = ['lv-en', 'et-en', 'lv-et'] as const
export type LanguagePair = (typeof languagePairs)[number]
export type HandoverLanguages = readonly [Locale, Locale]

export const languagesOf = (pair: LanguagePair): HandoverLanguages => pair.split('-') as unknown as HandoverLanguages
export const languagePairOf = ([left, right]: HandoverLanguages): LanguagePair => `${left}-${right}` as LanguagePair

/** The first choice for a country: its language and English. */
export const languagePairFor = (country: 'LV' | 'EE'): LanguagePair => (country === 'LV' ? 'lv-en' : 'et-en')

/** Somebody who signs, as typed on the handover: no account, and never a personal code. */
export interface HandoverParty {
  name: string
  organisation: string
  role: string
}

/** An initiative as a handover names it. */
export interface HandoverInitiative {
  id: string
  slug: string
  title: Multilingual
  parishNames: Multilingual
  parishId: string
}

/** What is typed of a handover, beside its lines. */
export interface HandoverInput {
  basis: HandoverBasis
  languages: HandoverLanguages
  place: string
  onDay: Day | null
  gives: HandoverParty
  takes: HandoverParty
}

/** A line of a handover: one thing of the inventory, or a quantity of a material. */
export interface HandoverLine {
  id: string
  itemId: string | null
  materialId: string | null
  quantity: number
  condition: ItemCondition
  note: string
}

/** Where a handover stands and whose it is; policy and lists go by it. */
export interface HandoverScope {
  id: string
  version: number
  type: HandoverType
  state: HandoverState
  territoryId: string
  toTerritoryId: string | null
  parishId: string
  toParishId: string | null
  issuedBy: string | null
  receivedAt: Date | null
}

/** APE-2020-001: the number of a handover, gap-free for a partner and a year. */
export const handoverNumber = (territory: string, year: number, number: number): string =>
  `${territory.toUpperCase()}-${year}-${String(number).padStart(3, '0')}`
