import type { ItemCategory, FundingKind, ItemState } from '#modules/equipment/items/item.ts'
import type { InspectionCondition } from '#modules/equipment/inspections/inspection.ts'
import type { MovementKind } from '#modules/equipment/materials/material.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

/** A step of a thing in the story: the state it comes to, on a day, with whom and why. */
export interface DemoMove {
  to: ItemState
  on: string
  initiative?: string
  reason?: Multilingual
}

export interface DemoInspection {
  by: string
  on: string
  condition: InspectionCondition
  inUse?: boolean
  note?: Multilingual
}

/** Things that were entered together, and what became of each of them. */
export interface DemoItem {
  name: Multilingual
  category: ItemCategory
  count?: number
  entered: { state: 'planned' | 'ordered' | 'received'; on: string }
  supplier?: string
  invoice?: [number: string, on: string]
  /** Without VAT and VAT, in cents. */
  price?: [net: number, vat: number]
  funding?: FundingKind
  serial?: string
  durableUntil?: string
  note?: Multilingual
  /** Whether there is a photo with the emblem. */
  stickered?: boolean
  moves?: DemoMove[]
  inspections?: DemoInspection[]
}

export interface DemoMaterial {
  name: Multilingual
  unit: string
  unitPrice: number
  supplier: string
  moves: { happened: MovementKind; quantity: number; on: string; initiative?: string; note?: string }[]
}

export interface DemoInventory {
  territory: string
  things: DemoItem[]
  materials: DemoMaterial[]
}
