import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Item, ItemInput, ItemState } from './item.ts'

export interface NewItem {
  territoryId: string
  state: ItemState
  since: Day
}

/** Enters some things that are alike, each under a number of its own; documents that came with them belong to each. */
export async function createItems(
  tx: AuditedTransaction,
  { territoryId, state, since }: NewItem,
  input: ItemInput,
  count: number,
  documents: readonly Pick<StoredFile, 'id'>[] = [],
): Promise<Pick<Item, 'id' | 'number'>[]> {
  const row = { ...input, territoryId, state, since, movedBy: tx.personId }
  const entered: Pick<Item, 'id' | 'number'>[] = await tx
    .db('equipmentItems')
    .insert(Array.from({ length: count }, () => row))
    .returning(['id', 'number'])
  for (const { id, number } of entered) {
    for (const file of documents) await attach(tx, id, 'document', file.id)
    await tx.record('equipment.created', id, { territoryId, number, state })
  }
  return entered
}

type Seen = Pick<Item, 'id' | 'version'>

/** Rewrites what was written of a thing that somebody has seen in this version; throws VersionConflict where it has moved on. */
export async function updateItem(tx: AuditedTransaction, seen: Seen, input: ItemInput): Promise<void> {
  await updateIfUnchanged<Item>(tx, 'equipmentItems', seen, input)
  await tx.record('equipment.updated', seen.id)
}

export interface ItemMove {
  state: ItemState
  onDay: Day
  /** Where the thing goes; left out, it stays with whom it is. */
  initiativeId?: string | null
  reason?: Multilingual | null
}

/** Takes a thing a step further. Which steps there are, and what each asks for, the database knows; throws VersionConflict. */
export async function moveItem(
  tx: AuditedTransaction,
  seen: Seen,
  { state, onDay, initiativeId, reason = null }: ItemMove,
): Promise<void> {
  await updateIfUnchanged<Item>(tx, 'equipmentItems', seen, {
    state,
    since: onDay,
    reason,
    movedBy: tx.personId,
    ...(initiativeId !== undefined && { initiativeId }),
  })
  await tx.record('equipment.moved', seen.id, { state, onDay, ...(initiativeId !== undefined && { initiativeId }) })
}

export type FileKind = 'sticker' | 'document' | 'write_off'

const attach = (tx: AuditedTransaction, itemId: string, kind: FileKind, fileId: string) =>
  tx
    .db('equipmentFiles')
    .insert({ itemId, fileId, kind, addedBy: tx.personId })
    .onConflict(['itemId', 'fileId'])
    .ignore()

export interface FileChange {
  added: readonly Pick<StoredFile, 'id'>[]
  removed: readonly Pick<StoredFile, 'id'>[]
}

/** Adds files to a thing and takes others away. */
export async function changeItemFiles(
  tx: AuditedTransaction,
  { id }: Pick<Item, 'id'>,
  kind: FileKind,
  change: FileChange,
): Promise<void> {
  for (const file of change.added) await attach(tx, id, kind, file.id)
  const removed = change.removed.map((file) => file.id)
  await tx.db('equipmentFiles').where({ itemId: id, kind }).whereIn('fileId', removed).delete()
  await tx.record('equipment.files_changed', id, { kind, added: change.added.length, removed: removed.length })
}
