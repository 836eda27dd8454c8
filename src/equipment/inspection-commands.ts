import type { Act } from '#db/act.ts'
import type { StoredFile } from '#files/file.ts'
import type { Inspection } from './inspection.ts'
import type { Item } from './item.ts'

/** Writes down how a thing was found, with photos. What was written stays; who finds it otherwise inspects it again. */
export async function inspect(
  act: Act,
  { id: itemId }: Pick<Item, 'id'>,
  found: Omit<Inspection, 'id'>,
  photos: readonly Pick<StoredFile, 'id'>[],
): Promise<{ id: string }> {
  const [row] = (await act
    .trx('inspections')
    .insert({ ...found, itemId, inspectedBy: act.personId })
    .returning('id')) as [{ id: string }]
  for (const { id: fileId } of photos) await act.trx('inspectionFiles').insert({ inspectionId: row.id, fileId })
  await act.record('equipment.inspected', itemId, {
    condition: found.condition,
    onDay: found.onDay,
    source: found.source,
  })
  return row
}
