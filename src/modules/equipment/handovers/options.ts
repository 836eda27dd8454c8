import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Cents } from '#platform/values/money.ts'

/** A thing or a material that may stand on a handover. */
export interface HandoverOption {
  id: string
  kind: 'item' | 'material'
  name: Multilingual
  /** The territory whose inventory it is in, and its number there. */
  territory: string
  inventory: number
  serial: string
  gross: Cents | null
  sticker: boolean
  damaged: boolean
  unit: string
  /** How much of a material there is to hand over, or to take back. */
  stock: number
}

/** Where things of an initiative may pass to. */
export interface HandoverDestination {
  kind: 'initiative' | 'territory'
  id: string
  name: Multilingual
  place: Multilingual
}
