import type { Db, Query } from '#platform/db/connection.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { HandoverBasis } from './handover.ts'
import { handoverColumns, handoversWithParties, budgetColumns, visibleHandovers } from './base-queries.ts'
import type { HandoverView, HandoverLineView } from './handover-view.ts'
import type { ConditionsSnapshot } from './snapshot.ts'

const find = (db: Db, id: string, more: (query: Query) => void): Promise<HandoverView | undefined> =>
  handoversWithParties(db)
    .where('handovers.id', id)
    .modify(more)
    .first<HandoverView>(db.raw(handoverColumns), db.raw(budgetColumns))

/** The handover, if the viewer may see it. */
export const findHandover = (db: Db, viewer: Viewer | null, id: string) => find(db, id, visibleHandovers(viewer))

/** The handover as it is within a transaction, whoever asks. */
export const findHandoverUnchecked = (db: Db, id: string) => find(db, id, () => undefined)

// What the initiative that gives has of a material by handovers that stand: a line of a return or transfer takes at most that.
const heldMaterial = `(
  select coalesce(sum(case
    when past.type <> 'return' and coalesce(past.to_initiative_id, past.initiative_id) = handovers.initiative_id then given.quantity
    when past.type <> 'handover' and past.initiative_id = handovers.initiative_id then -given.quantity
    else 0 end), 0)
  from handover_lines given join handovers past on past.id = given.handover_id
  where given.material_id = materials.id and past.state in ('issued', 'signed'))`

/** The lines of a handover in their order, each with the thing as it is now. */
export const listHandoverLines = (db: Db, handoverId: string): Promise<HandoverLineView[]> =>
  db('handoverLines')
    .join('handovers', 'handovers.id', 'handoverLines.handoverId')
    .leftJoin('equipmentItems', 'equipmentItems.id', 'handoverLines.itemId')
    .leftJoin('materials', 'materials.id', 'handoverLines.materialId')
    .joinRaw('join territories on territories.id = coalesce(equipment_items.territory_id, materials.territory_id)')
    .where({ handoverId })
    .orderBy('position')
    .select(
      'handoverLines.*',
      'equipmentItems.version as itemVersion',
      'equipmentItems.state as itemState',
      'equipmentItems.initiativeId as itemInitiativeId',
      'equipmentItems.number as inventory',
      'territories.slug as territory',
      'unit',
    )
    .select(
      db.raw(`coalesce(equipment_items.name, materials.name) as name, coalesce(equipment_items.number, materials.number) as number, coalesce(serial, '') as serial,
        coalesce(equipment_items.territory_id, materials.territory_id) as territory_id,
        coalesce(gross, round(handover_lines.quantity * unit_price)) as gross,
        (select parish_id from initiatives where initiatives.id = equipment_items.initiative_id) as item_parish_id,
        coalesce(equipment_items.funding, materials.funding) as funding,
        exists (select from equipment_files where item_id = equipment_items.id and kind = 'sticker') as sticker,
        case when type = 'handover' then (select coalesce(sum(quantity), 0) from material_moves where material_id = materials.id)
          else ${heldMaterial} end as stock`),
    )
    .select(db.raw(heldColumns))

const openLine = (column: string) =>
  `(select ${column} from handover_lines held join handovers handover on handover.id = held.handover_id
    where held.item_id = handover_lines.item_id and held.open)`

const heldColumns = `${openLine('coalesce(handover.to_initiative_id, handover.initiative_id)')} as held_by, ${openLine('held.value')} as held_value`

/** The terms that hold now. */
export const findConditionsOfUse = (db: Db, kind: HandoverBasis): Promise<ConditionsSnapshot | undefined> =>
  db('handoverConditions').where({ kind }).orderBy('number', 'desc').first('kind', 'number', 'text')
