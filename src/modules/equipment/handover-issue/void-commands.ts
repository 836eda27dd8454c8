import { VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import { today, type Clock } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { HandoverScope } from '#modules/equipment/handovers/handover.ts'
import { moveItemsBack } from '#modules/equipment/handovers/movement-commands.ts'
import { findHandoverUnchecked, listHandoverLines } from '#modules/equipment/handovers/queries.ts'
import type { HandoverView } from '#modules/equipment/handovers/handover-view.ts'

/** Later handovers have taken things of this one further. */
export class ItemsHandedOn extends Error {}

type Seen = Pick<HandoverScope, 'id' | 'version'>

/** Holds a handover that stands, issued or signed; throws VersionConflict where it does not. */
export async function holdIssued(tx: AuditedTransaction, { id }: Pick<Seen, 'id'>): Promise<HandoverView> {
  await tx.db('handovers').where({ id }).forUpdate().first('id')
  const issued = await findHandoverUnchecked(tx.db, id)
  if (issued?.state !== 'issued' && issued?.state !== 'signed') throw new VersionConflict('the handover does not stand')
  return issued
}

/** Makes a handover void: it keeps its number, and its things go back to where they were. */
export async function voidHandover(
  tx: AuditedTransaction,
  seen: Seen,
  voidReason: Multilingual,
  now: Clock,
): Promise<void> {
  const issued = await holdIssued(tx, seen)
  if (issued.version !== seen.version) throw new VersionConflict('the handover has moved on')
  const lines = await listHandoverLines(tx.db, seen.id)
  if (lines.some(({ endedBy }) => endedBy !== null)) throw new ItemsHandedOn()
  await tx
    .db('handovers')
    .where({ id: seen.id })
    .update({ state: 'void', voidedBy: tx.personId, voidedAt: now(), voidReason, version: issued.version + 1 })
  await moveItemsBack(tx, issued, lines, today(now))
  await tx.record('handover.voided', seen.id, { reason: voidReason })
}
