import type { Multilingual } from '#platform/i18n/locale.ts'
import { cents, sumOfCents, type Cents } from '#platform/values/money.ts'
import { labelOf } from '#modules/equipment/items/item.ts'
import { materialLabel } from '#modules/equipment/materials/material.ts'
import type { BudgetSnapshot } from './snapshot.ts'
import type { HandoverView, HandoverLineView } from './handover-view.ts'

/** Why a handover cannot be issued, and which of its things are the reason. */
export const blockerKeys = [
  'initiative',
  'no_lines',
  'taken',
  'sticker',
  'price',
  'stock',
  'not_held',
  'day',
  'place',
  'parties',
  'room',
] as const
export type BlockerKey = (typeof blockerKeys)[number]

/** A thing or material on a handover, by its name and by the number in its address. */
export interface BlockedThing {
  name: Multilingual
  label: string
  isItem: boolean
}

export interface Blocker {
  key: BlockerKey
  things: BlockedThing[]
}

type Line = Pick<
  HandoverLineView,
  'itemId' | 'name' | 'territoryId' | 'itemState' | 'itemInitiativeId' | 'sticker' | 'quantity' | 'stock' | 'heldBy'
> &
  Pick<HandoverLineView, 'gross' | 'heldValue' | 'funding' | 'territory' | 'number'>
type CheckedHandover = Pick<
  HandoverView,
  'type' | 'territoryId' | 'initiativeId' | 'targetState' | 'planned' | 'held' | 'overrideValue' | 'overrideBy'
> &
  Pick<HandoverView, 'onDay' | 'place' | 'gives' | 'takes'>

const handedTo: readonly string[] = ['ready', 'launched', 'operating']

/** What a line adds to what an initiative has: what the thing was worth before, or what it cost. */
export const valueOf = ({ heldValue, gross }: Pick<Line, 'heldValue' | 'gross'>): Cents =>
  heldValue ?? gross ?? cents(0)

/** Equipment that the project or its partners paid for is held against the plan's investments; materials are costs. */
export const isCounted = ({ itemId, funding }: Pick<Line, 'itemId' | 'funding'>): boolean =>
  itemId !== null && (funding === 'project' || funding === 'partner')

/** What the plan allows, what is out already, and what these lines add; null where nothing goes to an initiative. */
export function remainingBudget(
  { planned, held }: Pick<CheckedHandover, 'planned' | 'held'>,
  lines: readonly Line[],
): BudgetSnapshot | null {
  if (planned === null || held === null) return null
  return { planned, held, added: sumOfCents(lines.filter(isCounted).map(valueOf)) }
}

/** By how much a handover goes over what is allowed; zero where it does not. */
export const overBudgetBy = ({ planned, held, added }: BudgetSnapshot): Cents =>
  cents(Math.max(0, held + added - planned))

/** Whether the lead partner allowed as much as these lines come to. */
export const isOverBudgetAllowed = (
  { overrideValue }: Pick<CheckedHandover, 'overrideValue'>,
  { held, added }: BudgetSnapshot,
): boolean => overrideValue !== null && held + added <= overrideValue

/** Everything that stands between a draft and its issue, in the order in which people mend it. */
export function blockersOf(handover: CheckedHandover, lines: readonly Line[]): Blocker[] {
  const room = remainingBudget(handover, lines)
  const blocks: Blocker[] = [
    ...wanting(handover, lines),
    ...(handover.type === 'handover' ? ofHandover(handover, lines) : ofHeld(handover, lines)),
    ...about('stock', lines, ({ stock, itemId, quantity }) => itemId === null && quantity > (stock ?? 0)),
  ]
  if (room && overBudgetBy(room) > 0 && !isOverBudgetAllowed(handover, room)) blocks.push({ key: 'room', things: [] })
  return blocks
}

const plain = (key: BlockerKey, broken: boolean): Blocker[] => (broken ? [{ key, things: [] }] : [])

const about = (key: BlockerKey, lines: readonly Line[], broken: (line: Line) => boolean): Blocker[] => {
  const things = lines.filter(broken).map(blockedThing)
  return things.length > 0 ? [{ key, things }] : []
}

function blockedThing({ itemId, name, territory, number }: Line): BlockedThing {
  const isItem = itemId !== null
  return { name, isItem, label: (isItem ? labelOf : materialLabel)({ territory, number }) }
}

const wanting = (handover: CheckedHandover, lines: readonly Line[]): Blocker[] => [
  ...plain('no_lines', lines.length === 0),
  ...plain('day', handover.onDay === null),
  ...plain('place', handover.place === ''),
  ...plain('parties', handover.gives.name === '' || handover.takes.name === ''),
  ...plain('initiative', handover.planned !== null && !handedTo.includes(handover.targetState)),
]

const ofHandover = ({ territoryId, initiativeId }: CheckedHandover, lines: readonly Line[]): Blocker[] => [
  ...about('taken', lines, (line) => !isAtHand(line, territoryId, initiativeId)),
  ...about('sticker', lines, ({ itemId, sticker }) => itemId !== null && !sticker),
  ...about('price', lines, ({ itemId, gross }) => itemId !== null && gross === null),
]

/** Whether a thing has come to this partner, and is meant for nobody else. */
const isAtHand = (
  {
    itemId,
    territoryId,
    itemState,
    itemInitiativeId,
  }: Pick<Line, 'itemId' | 'territoryId' | 'itemState' | 'itemInitiativeId'>,
  ofTerritory: string,
  forInitiative: string,
): boolean =>
  territoryId === ofTerritory &&
  (itemId === null || itemState === 'received' || (itemState === 'allocated' && itemInitiativeId === forInitiative))

const ofHeld = ({ initiativeId }: CheckedHandover, lines: readonly Line[]): Blocker[] =>
  about(
    'not_held',
    lines,
    ({ itemId, heldBy, itemState }) => itemId !== null && (heldBy !== initiativeId || itemState === 'lost'),
  )
