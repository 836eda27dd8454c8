import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Cents } from '#platform/values/money.ts'
import type { HandoverType, HandoverBasis, ItemCondition, HandoverLanguages, HandoverParty } from './handover.ts'

export interface ItemSnapshot {
  number: string
  name: Multilingual
  serial: string
  condition: ItemCondition
  note: string
  value: Cents
}

export interface MaterialSnapshot {
  name: Multilingual
  quantity: number
  unit: string
  condition: ItemCondition
  note: string
  value: Cents
}

export interface InitiativeSnapshot {
  title: Multilingual
  parishNames: Multilingual
}

/** The terms that were in force: their text, and which version of them it is. */
export interface ConditionsSnapshot {
  kind: HandoverBasis
  number: number
  text: Multilingual
}

/** What the plan allowed when the handover was issued, what was handed over before it, and what this handover adds. */
export interface BudgetSnapshot {
  planned: Cents
  held: Cents
  added: Cents
}

/** Everything that is printed on a handover, as it was when it was issued. */
export interface HandoverSnapshot {
  type: HandoverType
  number: string
  languages: HandoverLanguages
  basis: HandoverBasis
  place: string
  onDay: Day
  territory: Multilingual
  initiative: InitiativeSnapshot
  toInitiative: InitiativeSnapshot | null
  toTerritory: Multilingual | null
  gives: HandoverParty
  takes: HandoverParty
  items: ItemSnapshot[]
  materials: MaterialSnapshot[]
  terms: ConditionsSnapshot | null
  room: BudgetSnapshot | null
  override: { by: string; at: string; reason: Multilingual } | null
}
