import type { Day } from '#lib/day.ts'
import { valueOf } from './act-rules.ts'
import type { SeenAct, SeenLine } from './act-seen.ts'
import type { ActSnapshot, FrozenItem, FrozenMaterial, FrozenPlace, FrozenTerms, PlanRoom } from './act-snapshot.ts'
import { labelOf } from './item.ts'

interface Frozen {
  number: string
  terms: FrozenTerms | null
  room: PlanRoom | null
}

type Placed = Pick<SeenAct, 'initiative'>['initiative']
const placeOf = ({ title, parishNames }: Placed): FrozenPlace => ({ title, parishNames })

/** What an act says, put together from its draft and the things on it as they are at this moment. */
export function snapshotOf(draft: SeenAct & { onDay: Day }, lines: readonly SeenLine[], frozen: Frozen): ActSnapshot {
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

function itemOf(line: SeenLine, territory: string): FrozenItem[] {
  const { inventory, name, serial, condition, note } = line
  if (inventory === null) return []
  const number = labelOf({ territory, number: inventory }).toUpperCase()
  return [{ number, name, serial, condition, note, value: valueOf(line) }]
}

function materialOf(line: SeenLine): FrozenMaterial[] {
  const { unit, name, quantity, condition, note } = line
  return unit === null ? [] : [{ name, quantity, unit, condition, note, value: valueOf(line) }]
}

function overrideOf({ overrideAt, overrideReason, overriderName }: SeenAct): ActSnapshot['override'] {
  if (overrideAt === null || overrideReason === null) return null
  return { by: overriderName ?? '', at: overrideAt.toISOString(), reason: overrideReason }
}
