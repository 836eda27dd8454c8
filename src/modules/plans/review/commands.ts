import { present, type Moment } from '#platform/db/clock.ts'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Comment, ApprovalCondition } from '#modules/plans/plan/remarks.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'

type Seen = Pick<ApprovalCondition, 'id' | 'version'>

/** Says that a condition of the approval is met, and how. Throws VersionConflict. */
export async function fulfilCondition(
  tx: AuditedTransaction,
  plan: Plan,
  condition: Seen,
  note: Multilingual,
  at: Moment = present(tx.db),
): Promise<void> {
  await updateIfUnchanged<ApprovalCondition>(tx, 'planConditions', condition, {
    metBy: tx.personId,
    metAt: at,
    metNote: note,
  })
  await tx.record('plan.condition_met', plan.id, { conditionId: condition.id })
}

/** Confirms that a condition is met. Throws VersionConflict. */
export async function confirmCondition(
  tx: AuditedTransaction,
  plan: Plan,
  condition: Seen,
  at: Moment = present(tx.db),
): Promise<void> {
  await updateIfUnchanged<ApprovalCondition>(tx, 'planConditions', condition, {
    confirmedBy: tx.personId,
    confirmedAt: at,
  })
  await tx.record('plan.condition_confirmed', plan.id, { conditionId: condition.id })
}

const unfulfilled = { metBy: null, metAt: null, metNote: null, confirmedBy: null, confirmedAt: null }

/** Says that a condition is not met after all. Throws VersionConflict. */
export async function reopenCondition(tx: AuditedTransaction, plan: Plan, condition: Seen): Promise<void> {
  await updateIfUnchanged<ApprovalCondition>(tx, 'planConditions', condition, unfulfilled)
  await tx.record('plan.condition_reopened', plan.id, { conditionId: condition.id })
}

/** Says something of a section of the plan, or of one initiative there. */
export async function addComment(
  tx: AuditedTransaction,
  plan: Plan,
  place: Pick<Comment, 'section' | 'initiativeId'>,
  text: Multilingual,
): Promise<void> {
  const { section, initiativeId } = place
  await tx
    .db('planComments')
    .insert({ planId: plan.id, section, initiativeId, text, writtenBy: tx.personId, writtenAt: present(tx.db) })
  await tx.record('plan.commented', plan.id, { section, initiativeId })
}

type Said = Pick<Comment, 'id' | 'version' | 'section'>

/** Closes a comment that was seen to. Throws VersionConflict. */
export async function resolveComment(tx: AuditedTransaction, plan: Plan, said: Said): Promise<void> {
  await updateIfUnchanged<Comment>(tx, 'planComments', said, { resolvedBy: tx.personId, resolvedAt: present(tx.db) })
  await tx.record('plan.comment_resolved', plan.id, { section: said.section })
}

/** Opens a comment again. Throws VersionConflict. */
export async function reopenComment(tx: AuditedTransaction, plan: Plan, said: Said): Promise<void> {
  await updateIfUnchanged<Comment>(tx, 'planComments', said, { resolvedBy: null, resolvedAt: null })
  await tx.record('plan.comment_reopened', plan.id, { section: said.section })
}

/** Takes one's own comment back: its text is gone, and that there was one stays. Throws VersionConflict. */
export async function withdrawComment(tx: AuditedTransaction, plan: Plan, said: Said): Promise<void> {
  await updateIfUnchanged<Comment>(tx, 'planComments', said, { text: null, withdrawnAt: present(tx.db) })
  await tx.record('plan.comment_withdrawn', plan.id, { section: said.section })
}
