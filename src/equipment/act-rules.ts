import type { Multilingual } from '#lib/locale.ts'
import { cents, sum, type Cents } from '#lib/money.ts'
import type { PlanRoom } from './act-snapshot.ts'
import type { SeenAct, SeenLine } from './act-seen.ts'

/** Why an act cannot be issued, and which of its things are the reason. */
export const blockKeys = [
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
export type BlockKey = (typeof blockKeys)[number]

export interface Block {
  key: BlockKey
  names: Multilingual[]
}

type Line = Pick<
  SeenLine,
  'itemId' | 'name' | 'territoryId' | 'itemState' | 'itemInitiativeId' | 'sticker' | 'quantity' | 'stock' | 'heldBy'
> &
  Pick<SeenLine, 'gross' | 'heldValue' | 'funding'>
type Act = Pick<
  SeenAct,
  'type' | 'territoryId' | 'initiativeId' | 'targetState' | 'planned' | 'held' | 'overrideValue' | 'overrideBy'
> &
  Pick<SeenAct, 'onDay' | 'place' | 'gives' | 'takes'>

const handedTo: readonly string[] = ['ready', 'launched', 'operating']

/** What a line adds to what an initiative has: what the thing was worth before, or what it cost. */
export const valueOf = ({ heldValue, gross }: Pick<Line, 'heldValue' | 'gross'>): Cents =>
  heldValue ?? gross ?? cents(0)

/** Equipment that the project or its partners paid for is held against the plan's investments; materials are costs. */
export const isCounted = ({ itemId, funding }: Pick<Line, 'itemId' | 'funding'>): boolean =>
  itemId !== null && (funding === 'project' || funding === 'partner')

/** What the plan allows, what is out already, and what these lines add; null where nothing goes to an initiative. */
export function roomOf({ planned, held }: Pick<Act, 'planned' | 'held'>, lines: readonly Line[]): PlanRoom | null {
  if (planned === null || held === null) return null
  return { planned, held, added: sum(lines.filter(isCounted).map(valueOf)) }
}

/** By how much an act goes over what is allowed; zero where it does not. */
export const overBy = ({ planned, held, added }: PlanRoom): Cents => cents(Math.max(0, held + added - planned))

/** Whether the lead partner allowed as much as these lines come to. */
export const isOverridden = ({ overrideValue }: Pick<Act, 'overrideValue'>, { held, added }: PlanRoom): boolean =>
  overrideValue !== null && held + added <= overrideValue

/** Everything that stands between a draft and its issue, in the order in which people mend it. */
export function blocksOf(act: Act, lines: readonly Line[]): Block[] {
  const room = roomOf(act, lines)
  const blocks: Block[] = [
    ...wanting(act, lines),
    ...(act.type === 'handover' ? ofHandover(act, lines) : ofHeld(act, lines)),
    ...about('stock', lines, ({ stock, itemId, quantity }) => itemId === null && quantity > (stock ?? 0)),
  ]
  if (room && overBy(room) > 0 && !isOverridden(act, room)) blocks.push({ key: 'room', names: [] })
  return blocks
}

const plain = (key: BlockKey, broken: boolean): Block[] => (broken ? [{ key, names: [] }] : [])

const about = (key: BlockKey, lines: readonly Line[], broken: (line: Line) => boolean): Block[] => {
  const names = lines.filter(broken).map(({ name }) => name)
  return names.length > 0 ? [{ key, names }] : []
}

const wanting = (act: Act, lines: readonly Line[]): Block[] => [
  ...plain('no_lines', lines.length === 0),
  ...plain('day', act.onDay === null),
  ...plain('place', act.place === ''),
  ...plain('parties', act.gives.name === '' || act.takes.name === ''),
  ...plain('initiative', act.planned !== null && !handedTo.includes(act.targetState)),
]

const ofHandover = ({ territoryId, initiativeId }: Act, lines: readonly Line[]): Block[] => [
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

const ofHeld = ({ initiativeId }: Act, lines: readonly Line[]): Block[] =>
  about(
    'not_held',
    lines,
    ({ itemId, heldBy, itemState }) => itemId !== null && (heldBy !== initiativeId || itemState === 'lost'),
  )
