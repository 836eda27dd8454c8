import type { Item, ItemState } from './item.ts'

/** What partner staff say of a thing one at a time; handing over, taking back and giving away are handovers. */
export const itemTransitions = [
  'ordering',
  'receipt',
  'allocation',
  'release',
  'damage',
  'loss',
  'recovery',
  'write-off',
] as const
export type ItemTransition = (typeof itemTransitions)[number]

type Standing = Pick<Item, 'state' | 'stateBefore'>

const from: Record<ItemTransition, readonly ItemState[]> = {
  ordering: ['planned'],
  receipt: ['planned', 'ordered'],
  allocation: ['received', 'returned'],
  release: ['allocated'],
  damage: ['received', 'allocated', 'handed_over', 'returned', 'lost'],
  loss: ['received', 'allocated', 'handed_over', 'returned', 'damaged'],
  recovery: ['damaged', 'lost'],
  'write-off': ['planned', 'ordered', 'received', 'returned', 'damaged', 'lost'],
}

/** Whether a step is one that the thing can take now. */
export const canTransition = ({ state }: Standing, step: ItemTransition): boolean => from[step].includes(state)

/** The state that a step leads to. */
export function stateAfter({ stateBefore }: Standing, step: ItemTransition): ItemState {
  if (step === 'recovery') return stateBefore ?? 'received'
  return afterStep[step]
}

const afterStep: Record<Exclude<ItemTransition, 'recovery'>, ItemState> = {
  ordering: 'ordered',
  receipt: 'received',
  allocation: 'allocated',
  release: 'received',
  damage: 'damaged',
  loss: 'lost',
  'write-off': 'written_off',
}

/** Steps that are taken only with the reason said. */
export const needsReason = (step: ItemTransition): boolean =>
  step === 'damage' || step === 'loss' || step === 'write-off'

/** A thing that was bought is written off with a document that says so; one that never came, without. */
export const needsDocument = ({ state }: Standing, step: ItemTransition): boolean =>
  step === 'write-off' && state !== 'planned' && state !== 'ordered'
