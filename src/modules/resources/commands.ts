import { present } from '#platform/db/clock.ts'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Day } from '#platform/values/day.ts'
import type { Resource, ResourceInput } from './resource.ts'

/** Enters a resource into the register of a parish. */
export async function createResource(
  tx: AuditedTransaction,
  parishId: string,
  input: ResourceInput,
): Promise<{ id: string }> {
  const [row] = (await tx
    .db('resources')
    .insert({ ...input, parishId, updatedBy: tx.personId })
    .returning('id')) as [{ id: string }]
  await tx.record('resource.created', row.id, { parishId, category: input.category })
  return row
}

type Seen = Pick<Resource, 'id' | 'version'>

/** Rewrites a resource that somebody has seen in this version; throws VersionConflict where it has moved on. */
export async function updateResource(tx: AuditedTransaction, seen: Seen, input: ResourceInput): Promise<void> {
  await updateIfUnchanged<Resource>(tx, 'resources', seen, {
    ...input,
    updatedAt: present(tx.db),
    updatedBy: tx.personId,
  })
  await tx.record('resource.updated', seen.id)
}

/** Says that a resource is no longer there since a day. It stays in the register, and plans that name it keep it. */
export async function archiveResource(tx: AuditedTransaction, seen: Seen, on: Day): Promise<void> {
  await updateIfUnchanged<Resource>(tx, 'resources', seen, { archivedOn: on, updatedBy: tx.personId })
  await tx.record('resource.archived', seen.id, { on })
}

/** Says that a resource is there after all. */
export async function restoreResource(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await updateIfUnchanged<Resource>(tx, 'resources', seen, { archivedOn: null, updatedBy: tx.personId })
  await tx.record('resource.restored', seen.id)
}
