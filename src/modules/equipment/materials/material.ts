import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Cents } from '#platform/values/money.ts'
import type { FundingKind, ItemLabel } from '#modules/equipment/items/item.ts'

/** What people write of a material: paint, yarn, whatever is used up and counted. */
export interface MaterialInput {
  name: Multilingual
  unit: string
  supplier: string
  invoice: string
  invoicedOn: Day | null
  unitPrice: Cents | null
  funding: FundingKind
}

export interface Material extends MaterialInput {
  id: string
  version: number
  territoryId: string
  number: number
}

/** How some of it comes and goes, as the database keeps it; a correction goes either way and says why. */
export type MoveKind = 'bought' | 'given' | 'returned' | 'corrected'

export interface MaterialMove {
  kind: MoveKind
  /** Above zero what comes in, below what goes out. */
  quantity: number
  onDay: Day
  /** Whom it was given to or came back from, and nobody else. */
  initiativeId?: string | null
  note?: string
}

/** What partner staff say of a quantity, always as a number above zero. */
export const movementKinds = ['bought', 'given', 'returned', 'more', 'less'] as const
export type MovementKind = (typeof movementKinds)[number]

const moves: Record<MovementKind, { kind: MoveKind; sign: 1 | -1 }> = {
  bought: { kind: 'bought', sign: 1 },
  given: { kind: 'given', sign: -1 },
  returned: { kind: 'returned', sign: 1 },
  more: { kind: 'corrected', sign: 1 },
  less: { kind: 'corrected', sign: -1 },
}

export const moveOf = (happening: MovementKind, quantity: number) => {
  const { kind, sign } = moves[happening]
  return { kind, quantity: sign * quantity }
}

export const isWithInitiative = (happening: MovementKind): boolean => happening === 'given' || happening === 'returned'

export const isCorrection = (happening: MovementKind): boolean => happening === 'more' || happening === 'less'

/** The number of a material as addresses have it, told from those of things by its letter. */
export const materialLabel = ({ territory, number }: ItemLabel): string =>
  `${territory}-m${String(number).padStart(4, '0')}`

/** What a label of a material says; null where it is none. */
export function parseMaterialLabel(label: string): ItemLabel | null {
  const [, territory, digits] = /^([a-z][a-z-]{0,40})-m(\d{4,8})$/.exec(label) ?? []
  if (territory === undefined || digits === undefined) return null
  const parsed = { territory, number: Number(digits) }
  return materialLabel(parsed) === label ? parsed : null
}
