import type { Db } from '#platform/db/connection.ts'
import type { HandoverType } from '#modules/equipment/handovers/handover.ts'
import type { HandoverOption, HandoverDestination } from '#modules/equipment/handovers/options.ts'

interface For {
  type: HandoverType
  territoryId: string
  initiativeId: string
}

/** What may stand on a handover for an initiative: what is at hand, or what the initiative has by handovers that stand. */
export async function listHandoverOptions(db: Db, { type, territoryId, initiativeId }: For): Promise<HandoverOption[]> {
  const items = type === 'handover' ? itemsAtHand : itemsHeld
  const materials = type === 'handover' ? materialsInStock : materialsHeld
  const { rows } = await db.raw<{ rows: HandoverOption[] }>(
    `${items} union all ${materials} order by kind, inventory, id`,
    {
      territoryId,
      initiativeId,
    },
  )
  return rows
}

const territoryOf = (table: string) =>
  `(select slug from territories where territories.id = ${table}.territory_id) as territory`

const itemColumns = `equipment_items.id, 'item' as kind, name, ${territoryOf('equipment_items')}, equipment_items.number as inventory, serial, gross,
  exists (select from equipment_files where item_id = equipment_items.id and kind = 'sticker') as sticker,
  equipment_items.state = 'damaged' as damaged, '' as unit, 0::numeric as stock`

const itemsAtHand = `select ${itemColumns} from equipment_items
  where territory_id = :territoryId and (state = 'received' or state = 'allocated' and initiative_id = :initiativeId)`

const itemsHeld = `select ${itemColumns}
  from handover_lines
  join handovers on handovers.id = handover_id
  join equipment_items on equipment_items.id = item_id
  where open and coalesce(handovers.to_initiative_id, handovers.initiative_id) = :initiativeId
    and equipment_items.state in ('handed_over', 'damaged')`

const materialColumns = `materials.id, 'material' as kind, name, ${territoryOf('materials')}, materials.number as inventory, '' as serial, unit_price as gross,
  true as sticker, false as damaged, unit`

const materialsInStock = `select ${materialColumns}, sum(quantity) as stock
  from materials join material_moves on material_id = materials.id
  where territory_id = :territoryId group by materials.id having sum(quantity) > 0`

const materialsHeld = `select * from (
  select ${materialColumns}, (
    select coalesce(sum(case
      when handovers.type <> 'return' and coalesce(handovers.to_initiative_id, handovers.initiative_id) = :initiativeId then lines.quantity
      when handovers.type <> 'handover' and handovers.initiative_id = :initiativeId then -lines.quantity
      else 0 end), 0)
    from handover_lines lines join handovers on handovers.id = lines.handover_id
    where lines.material_id = materials.id and handovers.state in ('issued', 'signed')) as stock
  from materials where territory_id = :territoryId) held where stock > 0`

/** Other initiatives of the territory, and the territories of other partners: where things may pass to. */
export async function listDestinations(
  db: Db,
  territoryId: string,
  initiativeId: string,
): Promise<HandoverDestination[]> {
  const { rows } = await db.raw<{ rows: HandoverDestination[] }>(
    `select 'initiative' as kind, initiatives.id, title as name, parishes.names as place
      from initiatives join parishes on parishes.id = parish_id
      where territory_id = :territoryId and initiatives.id <> :initiativeId and initiatives.state in ('ready', 'launched', 'operating')
    union all
    select 'territory', territories.id, partners.names, territories.names
      from territories join partners on partners.id = partner_id where territories.id <> :territoryId
    order by kind, id`,
    { territoryId, initiativeId },
  )
  return rows
}
