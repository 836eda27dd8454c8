import type { InitiativeState } from '#modules/initiatives/initiative/initiative.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Cents } from '#platform/values/money.ts'
import type { HandoverHalfway, HandoverInput, HandoverLine, HandoverInitiative, HandoverScope } from './handover.ts'
import type { HandoverSnapshot } from './snapshot.ts'
import type { FundingKind, ItemState } from '#modules/equipment/items/item.ts'

/** A handover with everything its page tells of it. */
export interface HandoverView extends HandoverScope, HandoverInput {
  territory: string
  territoryNames: Multilingual
  partnerNames: Multilingual
  country: 'LV' | 'EE'
  initiativeId: string
  toInitiativeId: string | null
  initiative: HandoverInitiative
  toInitiative: HandoverInitiative | null
  toTerritoryNames: Multilingual | null
  targetState: InitiativeState
  /** What the plan allows and what is out already, in cents; null where nothing goes to an initiative. */
  planned: Cents | null
  held: Cents | null
  drafterName: string | null
  draftedAt: Date
  overrideAskedBy: string | null
  overrideAskedAt: Date | null
  overrideBy: string | null
  overrideAt: Date | null
  overrideReason: Multilingual | null
  overrideValue: Cents | null
  overriderName: string | null
  year: number | null
  number: number | null
  issuedAt: Date | null
  issuerName: string | null
  snapshot: HandoverSnapshot | null
  sha256: string | null
  fileId: string | null
  pdfSha256: string | null
  signedAt: Date | null
  halfway: HandoverHalfway | null
  receiverName: string | null
  voidedAt: Date | null
  voiderName: string | null
  voidReason: Multilingual | null
}

/** A line with the thing that it is about, as it is now. */
export interface HandoverLineView extends HandoverLine {
  name: Multilingual
  /** The territory whose inventory it is in, and its number there. */
  territory: string
  number: number
  inventory: number | null
  unit: string | null
  serial: string
  itemState: ItemState | null
  itemVersion: number | null
  itemInitiativeId: string | null
  /** The parish whose initiative has the thing now. */
  itemParishId: string | null
  territoryId: string
  gross: Cents | null
  funding: FundingKind
  sticker: boolean
  /** What a material's quantity may be at most: what is in stock, or what the initiative has. */
  stock: number | null
  /** The initiative that has the thing by a handover that stands, and what it was worth on that. */
  heldBy: string | null
  heldValue: Cents | null
  value: Cents | null
  counted: boolean
  open: boolean
  stateBefore: ItemState | null
  endedBy: string | null
}
