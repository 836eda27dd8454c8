import { expect, test } from 'vitest'
import { blockersOf, overBudgetBy, remainingBudget, type BlockerKey } from '#modules/equipment/handovers/checks.ts'
import type { HandoverView, HandoverLineView } from '#modules/equipment/handovers/handover-view.ts'
import { initiativeStates } from '#modules/initiatives/initiative/initiative.ts'
import { itemStates } from '#modules/equipment/items/item.ts'

const party = { name: 'Ilze', organisation: '', role: '' }
const handover = {
  ...{ type: 'handover', territoryId: 'ape', initiativeId: 'kitchen', targetState: 'ready', onDay: '2020-03-02' },
  ...{ place: 'Gaujiena', gives: party, takes: party, planned: 1000, held: 0, overrideValue: null, overrideBy: null },
} as unknown as HandoverView
const item = {
  ...{ itemId: 'mixer', name: { source: 'lv', lv: 'Maisītājs' }, territoryId: 'ape', itemState: 'received' },
  ...{ itemInitiativeId: null, sticker: true, gross: 400, funding: 'project', quantity: 1, stock: null },
  ...{ heldBy: null, heldValue: null, territory: 'ape', number: 26 },
} as unknown as HandoverLineView

const keysOf = (changes: object, lines: object[] = [{}]): BlockerKey[] =>
  blockersOf(
    { ...handover, ...changes },
    lines.map((each) => ({ ...item, ...each })),
  ).map(({ key }) => key)

test('a handover is issued only to an initiative that is ready or further', () => {
  const open = initiativeStates.filter((targetState) => keysOf({ targetState }).length === 0)
  expect(open).toEqual(['ready', 'launched', 'operating'])
})

test('only things that came to the same partner, and are meant for nobody else, are handed over', () => {
  const open = itemStates.filter((itemState) => keysOf({}, [{ itemState, itemInitiativeId: 'kitchen' }]).length === 0)
  expect(open).toEqual(['received', 'allocated'])
  expect(keysOf({}, [{ itemState: 'allocated', itemInitiativeId: 'weavers' }])).toEqual(['taken'])
  expect(keysOf({}, [{ territoryId: 'setomaa' }])).toEqual(['taken'])
  expect(keysOf({}, [{ sticker: false }])).toEqual(['sticker'])
  expect(keysOf({}, [{ gross: null }])).toEqual(['price'])
})

test.for([
  ['nothing on it', {}, [], ['no_lines']],
  ['no day', { onDay: null }, [{}], ['day']],
  ['no place', { place: '' }, [{}], ['place']],
  ['nobody who takes', { takes: { ...party, name: '' } }, [{}], ['parties']],
  ['more material than there is', {}, [{ itemId: null, quantity: 5, stock: 4 }], ['stock']],
  ['a return of what somebody else has', { type: 'return', planned: null }, [{ heldBy: 'weavers' }], ['not_held']],
  [
    'a return of what is lost',
    { type: 'return', planned: null },
    [{ heldBy: 'kitchen', itemState: 'lost' }],
    ['not_held'],
  ],
  ['a return to whoever asks', { type: 'return', planned: null, targetState: 'closed' }, [{ heldBy: 'kitchen' }], []],
] as const)('%s: %o', ([, changes, lines, expected]) => {
  expect(keysOf(changes, [...lines])).toEqual(expected)
})

test.for([
  ['within the plan', { held: 600 }, [{}], []],
  ['a cent over', { held: 601 }, [{}], ['room']],
  ['an initiative whose plan has no investments', { planned: 0 }, [{}], ['room']],
  ['things that the municipality paid for', { held: 1000 }, [{ funding: 'municipality' }], []],
  ['things that the partner paid for', { held: 1000 }, [{ funding: 'partner' }], ['room']],
  ['material, which is a cost', { held: 1000 }, [{ itemId: null, quantity: 1, stock: 1 }], []],
  ['allowed by the lead partner', { held: 1000, overrideValue: 1400 }, [{}], []],
  ['more than the lead partner allowed', { held: 1000, overrideValue: 1399 }, [{}], ['room']],
  [
    'a thing worth what it was worth when it was handed over',
    { type: 'transfer', held: 900 },
    [{ heldBy: 'kitchen', heldValue: 100 }],
    [],
  ],
] as const)('the value handed over keeps to the plan: %s', ([, changes, lines, expected]) => {
  expect(keysOf(changes, [...lines])).toEqual(expected)
})

test('says by how much the plan is exceeded, and nothing where things go to no initiative', () => {
  const lines = [item, item]
  expect(overBudgetBy(remainingBudget({ ...handover, held: 500 } as unknown as HandoverView, lines) as never)).toBe(300)
  expect(remainingBudget({ ...handover, planned: null }, lines)).toBeNull()
})
