import { amend, type Act } from '#db/act.ts'
import type { Material, MaterialFacts, MaterialMove } from './material.ts'

/** Enters a material under the next number of its territory; how much of it there is, moves say. */
export async function enterMaterial(
  act: Act,
  territoryId: string,
  facts: MaterialFacts,
): Promise<Pick<Material, 'id' | 'number'>> {
  const [row] = (await act
    .trx('materials')
    .insert({ ...facts, territoryId })
    .returning(['id', 'number'])) as [Pick<Material, 'id' | 'number'>]
  await act.record('material.entered', row.id, { territoryId, number: row.number })
  return row
}

/** Rewrites what was written of a material that somebody has seen in this version; throws Stale where it has moved on. */
export async function reviseMaterial(
  act: Act,
  seen: Pick<Material, 'id' | 'version'>,
  facts: MaterialFacts,
): Promise<void> {
  await amend<Material>(act, 'materials', seen, facts)
  await act.record('material.revised', seen.id)
}

/** Moves some of a material. The database refuses (`materials_stock`) to give out more than there is. */
export async function moveMaterial(
  act: Act,
  { id }: Pick<Material, 'id'>,
  move: MaterialMove,
): Promise<{ id: string }> {
  const [row] = (await act
    .trx('materialMoves')
    .insert({ ...move, materialId: id, movedBy: act.personId })
    .returning('id')) as [{ id: string }]
  const { kind, quantity, onDay, initiativeId = null } = move
  await act.record('material.moved', id, { kind, quantity, onDay, initiativeId })
  return row
}
