import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Cents } from '#platform/values/money.ts'

export const itemStates = [
  'planned',
  'ordered',
  'received',
  'allocated',
  'handed_over',
  'returned',
  'damaged',
  'lost',
  'written_off',
  'transferred',
] as const
export type ItemState = (typeof itemStates)[number]

export const itemCategories = [
  'kitchen',
  'workshop',
  'sound_and_light',
  'office',
  'furniture',
  'outdoor',
  'care',
  'vehicle',
  'other',
] as const
export type ItemCategory = (typeof itemCategories)[number]

export const fundingKinds = ['project', 'partner', 'municipality', 'other'] as const
export type FundingKind = (typeof fundingKinds)[number]

/** In which states a thing is entered: what comes after is a step of its own. */
export const entryStates = ['planned', 'ordered', 'received'] as const satisfies readonly ItemState[]

/** What people write of a thing. The three sums are all there, or none. */
export interface ItemInput {
  name: Multilingual
  category: ItemCategory
  supplier: string
  invoice: string
  invoicedOn: Day | null
  net: Cents | null
  vat: Cents | null
  gross: Cents | null
  funding: FundingKind
  procurement: string
  serial: string
  warrantyTo: Day | null
  durableUntil: Day | null
  note: Multilingual | null
}

/** A numbered thing that a partner bought, and where it is. */
export interface Item extends ItemInput {
  id: string
  version: number
  territoryId: string
  number: number
  state: ItemState
  /** What it was when it was damaged or lost. */
  stateBefore: ItemState | null
  since: Day
  reason: Multilingual | null
  initiativeId: string | null
  createdAt: Date
}

/** What was written of a thing, without what became of it. */
export const itemInputOf = (item: Item): ItemInput => ({
  name: item.name,
  category: item.category,
  supplier: item.supplier,
  invoice: item.invoice,
  invoicedOn: item.invoicedOn,
  net: item.net,
  vat: item.vat,
  gross: item.gross,
  funding: item.funding,
  procurement: item.procurement,
  serial: item.serial,
  warrantyTo: item.warrantyTo,
  durableUntil: item.durableUntil,
  note: item.note,
})

export interface ItemLabel {
  territory: string
  number: number
}

/** A number of the inventory as addresses have it; people read it in capitals. */
export const labelOf = ({ territory, number }: ItemLabel): string => `${territory}-${String(number).padStart(4, '0')}`

/** What a label says: the territory and the number in it; null where it is none. */
export function parseLabel(label: string): ItemLabel | null {
  const [, territory, digits] = /^([a-z][a-z-]{0,40})-(\d{4,8})$/.exec(label) ?? []
  if (territory === undefined || digits === undefined) return null
  const parsed = { territory, number: Number(digits) }
  return labelOf(parsed) === label ? parsed : null
}

/** An initiative that things can be meant for, and materials given to. */
export interface InitiativeChoice {
  id: string
  slug: string
  title: Multilingual
  parishNames: Multilingual
}
