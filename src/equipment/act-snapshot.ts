import type { Day } from '#lib/day.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { Cents } from '#lib/money.ts'
import type { ActType, Basis, Condition, Languages, Party } from './act.ts'

export interface FrozenItem {
  number: string
  name: Multilingual
  serial: string
  condition: Condition
  note: string
  value: Cents
}

export interface FrozenMaterial {
  name: Multilingual
  quantity: number
  unit: string
  condition: Condition
  note: string
  value: Cents
}

export interface FrozenPlace {
  title: Multilingual
  parishNames: Multilingual
}

/** The terms that were in force: their text, and which version of them it is. */
export interface FrozenTerms {
  kind: Basis
  number: number
  text: Multilingual
}

/** What the plan allowed when the act was issued, what was handed over before it, and what this act adds. */
export interface PlanRoom {
  planned: Cents
  held: Cents
  added: Cents
}

/** Everything that is printed on an act, as it was when it was issued. */
export interface ActSnapshot {
  type: ActType
  number: string
  languages: Languages
  basis: Basis
  place: string
  onDay: Day
  territory: Multilingual
  initiative: FrozenPlace
  toInitiative: FrozenPlace | null
  toTerritory: Multilingual | null
  gives: Party
  takes: Party
  items: FrozenItem[]
  materials: FrozenMaterial[]
  terms: FrozenTerms | null
  room: PlanRoom | null
  override: { by: string; at: string; reason: Multilingual } | null
}
