import { VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { ReadinessCode, ReadinessItem } from './readiness.ts'

/** Switches items of the gate on and off, if they are still as the person saw them; throws VersionConflict otherwise. */
export async function setRequirements(
  tx: AuditedTransaction,
  seen: readonly ReadinessCode[],
  wanted: readonly ReadinessCode[],
): Promise<void> {
  const items: ReadinessItem[] = await tx.db('readinessItems').orderBy('position').forUpdate().select()
  if (items.some(({ code, required }) => required !== seen.includes(code)))
    throw new VersionConflict('somebody changed the list')
  for (const { id, code, required } of items) {
    if (required === wanted.includes(code)) continue
    await tx.db('readinessItems').where({ id }).update({ required: !required })
    await tx.record('readiness.requirements_changed', id, { code, required: !required })
  }
}
