import { builtForViewer } from '#platform/db/built-once.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { initiativeTitle, itemColumns } from '#modules/equipment/items/sql-columns.ts'
import { inspectionDaysAhead, inspectionIntervalMonths, type Inspection } from './inspection.ts'
import { placedItems, visibleTo, type PlacedItem } from '#modules/equipment/items/queries.ts'

export interface InspectionInList extends Inspection {
  inspectorName: string | null
  photos: { id: string; alt: Multilingual | null }[]
}

/** How a thing was found, the latest first. */
export const listInspections = (db: Db, itemId: string): Promise<InspectionInList[]> =>
  db('inspections')
    .leftJoin('people', 'people.id', 'inspections.inspectedBy')
    .where({ itemId })
    .orderBy([
      { column: 'onDay', order: 'desc' },
      { column: 'inspectedAt', order: 'desc' },
    ])
    .limit(100)
    .select('inspections.id', 'onDay', 'condition', 'inUse', 'note', 'source', 'people.name as inspectorName')
    .select(
      db.raw(`coalesce((select jsonb_agg(jsonb_build_object('id', files.id, 'alt', alt)) from inspection_files
        join files on files.id = file_id where inspection_id = inspections.id), '[]') as photos`),
    )

/*
 * When a thing is due, from what was done: so long after partner staff last saw it, or after it was handed over, repaired
 * or found; and a last time on the day until which it must be kept. What is not held by a community is not due.
 */
const seenOn = `greatest(
  (select max(on_day) from equipment_status_changes where item_id = equipment_items.id and state = 'handed_over'),
  (select max(on_day) from inspections where item_id = equipment_items.id and source = 'staff'))`
const held = `(equipment_items.state = 'handed_over' or (equipment_items.state = 'damaged' and equipment_items.state_before = 'handed_over'))`

/** The day on which a thing is to be inspected next, in SQL; null where it is not. */
const dueColumn = `case when ${held} and coalesce(${seenOn} < durable_until, true)
  then least((${seenOn} + interval '${inspectionIntervalMonths} months')::date, durable_until) end`

export interface ItemDueForInspection extends PlacedItem {
  dueOn: Day
}

const due = (db: Db, viewer: Viewer, today: Day): Query =>
  placedItems(db).modify(visibleTo(viewer)).whereRaw(`${dueColumn} <= ?::date + ${inspectionDaysAhead}`, [today])

/** What is to be inspected soon, of what the viewer may see: overdue first. */
export const listItemsDue = (db: Db, viewer: Viewer, today: Day): Promise<ItemDueForInspection[]> =>
  due(db, viewer, today)
    .orderByRaw('due_on, territories.slug, equipment_items.number')
    .limit(300)
    .select(...itemColumns)
    .select(db.raw(initiativeTitle), db.raw(`${dueColumn} as due_on`))

/** How many of the viewer's things wait to be inspected, and how many of them have waited too long. */
export async function countItemsDue(db: Db, viewer: Viewer, today: Day): Promise<{ due: number; overdue: number }> {
  const [row] = await countsOfDue(db, viewer, today)
  return row as { due: number; overdue: number }
}

const countsOfDue = builtForViewer<{ due: number; overdue: number }, [today: Day]>((db, viewer, today) =>
  due(db, viewer, today)
    .select(db.raw('count(*)::integer as due'))
    .select(db.raw(`(count(*) filter (where ${dueColumn} < ?))::integer as overdue`, [today])),
)

/** The day on which this thing is to be inspected next. */
export async function findDueDay(db: Db, itemId: string): Promise<Day | null> {
  const row: { dueOn: Day | null } | undefined = await db('equipmentItems')
    .where({ id: itemId })
    .first(db.raw(`${dueColumn} as due_on`))
  return row?.dueOn ?? null
}
