import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import type { Inspection } from './inspection.ts'
import type { Item } from '#modules/equipment/items/item.ts'

/** Writes down how a thing was found, with photos. What was written stays; who finds it otherwise inspects it again. */
export async function recordInspection(
  tx: AuditedTransaction,
  { id: itemId }: Pick<Item, 'id'>,
  found: Omit<Inspection, 'id'>,
  photos: readonly Pick<StoredFile, 'id'>[],
): Promise<{ id: string }> {
  const [row] = (await tx
    .db('inspections')
    .insert({ ...found, itemId, inspectedBy: tx.personId })
    .returning('id')) as [{ id: string }]
  for (const { id: fileId } of photos) await tx.db('inspectionFiles').insert({ inspectionId: row.id, fileId })
  await tx.record('equipment.inspected', itemId, {
    condition: found.condition,
    onDay: found.onDay,
    source: found.source,
  })
  return row
}
