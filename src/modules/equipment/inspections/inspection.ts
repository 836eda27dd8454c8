import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Item, ItemState } from '#modules/equipment/items/item.ts'

/** How often a thing that was handed over is looked at, until it need not be kept any more. */
export const inspectionIntervalMonths = 12

/** How long before its day an inspection stands in the list of what is coming. */
export const inspectionDaysAhead = 60

export const inspectionConditions = ['good', 'worn', 'damaged', 'missing'] as const
export type InspectionCondition = (typeof inspectionConditions)[number]

/** How a thing was found on a day; who is of its community tells it, but does not inspect. */
export interface Inspection {
  id: string
  onDay: Day
  condition: InspectionCondition
  inUse: boolean
  note: Multilingual | null
  source: 'staff' | 'community'
}

const nowhere: readonly ItemState[] = ['planned', 'ordered', 'written_off', 'transferred']

/** Whether the thing is one to look at: it has come, and is not gone for good. */
export const isInspectable = ({ state }: Pick<Item, 'state'>): boolean => !nowhere.includes(state)

/** The step that what was found calls for, where it was not taken yet. */
export function proposedStatus(
  { state }: Pick<Item, 'state'>,
  latest: Pick<Inspection, 'condition'> | undefined,
): 'damage' | 'loss' | null {
  if (latest?.condition === 'damaged' && state !== 'damaged') return 'damage'
  return latest?.condition === 'missing' && state !== 'lost' ? 'loss' : null
}
