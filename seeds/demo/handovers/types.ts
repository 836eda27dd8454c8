import type { ItemCategory } from '#modules/equipment/items/item.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

export interface DemoHandoverItem {
  name: Multilingual
  category: ItemCategory
  count?: number
  /** What each cost with VAT, in cents. */
  gross: number
  serial?: string
}

/** An act of the demonstration, and how far it has come. */
export interface DemoHandover {
  territory: 'ape' | 'setomaa' | 'engure'
  initiative: string
  basis: 'loan' | 'ownership'
  on: string
  place: string
  gives: [name: string, organisation: string, role: string]
  takes: [name: string, organisation: string, role: string]
  things: readonly DemoHandoverItem[]
  /** Things of the inventory that are on it besides, by their numbers. */
  numbers?: readonly number[]
  end: 'draft' | 'asked' | 'issued' | 'scanned' | 'signed' | 'void' | 'returned'
  reason?: Multilingual
}
