import type { Day } from '#platform/values/day.ts'
import { valueOf } from '#modules/equipment/handovers/checks.ts'
import type { HandoverView, HandoverLineView } from '#modules/equipment/handovers/handover-view.ts'
import type {
  HandoverSnapshot,
  ItemSnapshot,
  MaterialSnapshot,
  InitiativeSnapshot,
  ConditionsSnapshot,
  BudgetSnapshot,
} from '#modules/equipment/handovers/snapshot.ts'
import { labelOf } from '#modules/equipment/items/item.ts'

interface SnapshotContext {
  number: string
  terms: ConditionsSnapshot | null
  room: BudgetSnapshot | null
}

type Placed = Pick<HandoverView, 'initiative'>['initiative']
const placeOf = ({ title, parishNames }: Placed): InitiativeSnapshot => ({ title, parishNames })

/** What a handover says, put together from its draft and the things on it as they are at this moment. */
export function handoverSnapshot(
  draft: HandoverView & { onDay: Day },
  lines: readonly HandoverLineView[],
  frozen: SnapshotContext,
): HandoverSnapshot {
  const { type, languages, basis, place, onDay, gives, takes, territory } = draft
  return {
    type,
    languages,
    basis,
    place,
    onDay,
    gives,
    takes,
    territory: draft.territoryNames,
    initiative: placeOf(draft.initiative),
    toInitiative: draft.toInitiative && placeOf(draft.toInitiative),
    toTerritory: draft.toTerritoryNames,
    items: lines.flatMap((line) => itemOf(line, territory)),
    materials: lines.flatMap(materialOf),
    override: overrideOf(draft),
    ...frozen,
  }
}

function itemOf(line: HandoverLineView, territory: string): ItemSnapshot[] {
  const { inventory, name, serial, condition, note } = line
  if (inventory === null) return []
  const number = labelOf({ territory, number: inventory }).toUpperCase()
  return [{ number, name, serial, condition, note, value: valueOf(line) }]
}

function materialOf(line: HandoverLineView): MaterialSnapshot[] {
  const { unit, name, quantity, condition, note } = line
  return unit === null ? [] : [{ name, quantity, unit, condition, note, value: valueOf(line) }]
}

function overrideOf({ overrideAt, overrideReason, overriderName }: HandoverView): HandoverSnapshot['override'] {
  if (overrideAt === null || overrideReason === null) return null
  return { by: overriderName ?? '', at: overrideAt.toISOString(), reason: overrideReason }
}
