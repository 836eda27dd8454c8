import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Material, MaterialInput, MaterialMove } from './material.ts'

/** Enters a material under the next number of its territory; how much of it there is, moves say. */
export async function createMaterial(
  tx: AuditedTransaction,
  territoryId: string,
  input: MaterialInput,
): Promise<Pick<Material, 'id' | 'number'>> {
  const [row] = (await tx
    .db('materials')
    .insert({ ...input, territoryId })
    .returning(['id', 'number'])) as [Pick<Material, 'id' | 'number'>]
  await tx.record('material.created', row.id, { territoryId, number: row.number })
  return row
}

/** Rewrites what was written of a material that somebody has seen in this version; throws VersionConflict where it has moved on. */
export async function updateMaterial(
  tx: AuditedTransaction,
  seen: Pick<Material, 'id' | 'version'>,
  input: MaterialInput,
): Promise<void> {
  await updateIfUnchanged<Material>(tx, 'materials', seen, input)
  await tx.record('material.updated', seen.id)
}

/** Moves some of a material. The database refuses (`materials_stock`) to give out more than there is. */
export async function moveMaterial(
  tx: AuditedTransaction,
  { id }: Pick<Material, 'id'>,
  move: MaterialMove,
): Promise<{ id: string }> {
  const [row] = (await tx
    .db('materialMoves')
    .insert({ ...move, materialId: id, movedBy: tx.personId })
    .returning('id')) as [{ id: string }]
  const { kind, quantity, onDay, initiativeId = null } = move
  await tx.record('material.moved', id, { kind, quantity, onDay, initiativeId })
  return row
}
