import type { AuditedTransaction } from '#platform/db/transact.ts'
import { startInPlan, type NewInitiativeRef } from '#modules/initiatives/initiative/commands.ts'
import { randomUUID } from 'node:crypto'
import type { InitiativeCopy } from './copy.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { addRows } from '#modules/plans/sections/commands.ts'
import { listRows, listSectionStates } from '#modules/plans/plan/section-queries.ts'
import type { RowSection, StoredRow } from '#modules/plans/plan/section-tables.ts'

/** What a copy was made of: an initiative, and the version of a plan that told of it, if one did. */
export interface CopyOrigin {
  initiativeId: string
  versionId: string | null
}

/** Begins initiatives with what others say; each keeps where it came from. Throws VersionConflict while the plan is not open. */
export async function copyIntoPlan(
  tx: AuditedTransaction,
  plan: Plan,
  copies: readonly { copied: InitiativeCopy; from: CopyOrigin }[],
): Promise<NewInitiativeRef[]> {
  const begun: NewInitiativeRef[] = []
  const rows = new Map<RowSection, Record<string, unknown>[]>()
  for (const { copied, from } of copies) {
    const draft = await startInPlan(tx, { parishId: plan.parishId, parishSlug: plan.parishSlug, ...copied.input })
    await tx
      .db('initiatives')
      .where({ id: draft.id })
      .update({ copiedFrom: from.initiativeId, copiedVersionId: from.versionId })
    await tx.record('initiative.copied', draft.id, { from: from.initiativeId, version: from.versionId })
    for (const [section, own] of Object.entries(copied.rows) as [RowSection, Record<string, unknown>[]][]) {
      const placed = own.map((row) => ({ ...row, initiativeId: draft.id }))
      rows.set(section, [...(rows.get(section) ?? []), ...placed])
    }
    begun.push(draft)
  }
  for (const [section, added] of rows) await addCopiedRows(tx, plan, section, added)
  return begun
}

// The financial plan is kept for each initiative, every other section once for the parish.
async function addCopiedRows(tx: AuditedTransaction, plan: Plan, section: RowSection, rows: Record<string, unknown>[]) {
  const places = Map.groupBy(rows, (row) => (section === 'finance' ? String(row['initiativeId']) : null))
  const states = await listSectionStates(tx.db, plan.id)
  for (const [initiativeId, added] of places) {
    const known = states.find((state) => state.section === section && state.initiativeId === initiativeId)
    const seen = { section, initiativeId, version: known?.version ?? 0 }
    const stored = await listRows(tx.db, section, plan.parishId, initiativeId)
    // In their order, behind what is there.
    const next = Math.max(0, ...stored.map(({ position }) => position + 1))
    const fresh = added.map((row, at): StoredRow => ({ ...row, id: randomUUID(), position: next + at }))
    await addRows(tx, plan, seen, fresh, { copied: true })
  }
}
