import { present, type Moment } from '#platform/db/clock.ts'
import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { ApprovalCondition } from '#modules/plans/plan/remarks.ts'
import { missingInPlan } from '#modules/plans/plan/missing.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { findContent } from '#modules/plans/plan/section-queries.ts'
import { planSnapshot } from '#modules/plans/plan/snapshot.ts'
import { versionName, type ReviewNote } from '#modules/plans/plan/submission.ts'
import { closeSubmission, recordSubmission, findOpenSubmission } from '#modules/plans/versions/submission-commands.ts'
import { textsIn, translationProgress } from '#modules/plans/translations/translation.ts'
import { replaceVersionInForce } from './publish-commands.ts'

/** A plan that lacks something was submitted: somebody emptied a field since its page was made. */
export class PlanIncomplete extends Error {}

export async function beginPlan(tx: AuditedTransaction, plan: Plan): Promise<void> {
  const [row] = await tx
    .db('plans')
    .insert({ parishId: plan.parishId, state: 'draft' })
    .onConflict('parishId')
    .ignore()
    .returning('id')
  if (!row) throw new VersionConflict('the plan was begun by somebody else')
  await tx.record('plan.begun', row.id as string)
}

/** Hands the plan in for a decision and freezes what was handed in; throws PlanIncomplete where the strict check finds something missing. */
export async function submitPlan(tx: AuditedTransaction, plan: Plan, at: Moment = present(tx.db)): Promise<void> {
  const content = await findContent(tx.db, plan.parishId)
  if (missingInPlan(content).length > 0) throw new PlanIncomplete()
  const submitted = await updateIfUnchanged<Plan>(tx, 'plans', plan, {
    state: 'submitted',
    submittedBy: tx.personId,
    submittedAt: at,
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
  })
  await moveInitiatives(tx, plan, 'drafting', 'proposed')
  const { sha256, ...number } = await recordSubmission(tx, submitted, planSnapshot(plan, content))
  await tx.record('plan.submitted', plan.id, {
    number: versionName(number),
    sha256,
    waiting: translationProgress(textsIn(content)).waiting,
  })
}

/** Takes a submission back before it is decided on. */
export async function withdrawPlan(tx: AuditedTransaction, plan: Plan, at: Moment = present(tx.db)): Promise<void> {
  await updateIfUnchanged<Plan>(tx, 'plans', plan, { state: 'draft', submittedBy: null, submittedAt: null })
  await moveInitiatives(tx, plan, 'proposed', 'drafting')
  await closeSubmission(tx, await findOpenSubmission(tx, plan), 'withdrawn', at)
  await tx.record('plan.withdrawn', plan.id)
}

export interface PlanReturn {
  note: Multilingual
  /** What is to be mended in single sections. */
  notes?: readonly Pick<ReviewNote, 'section' | 'initiativeId' | 'note'>[]
  at?: Moment
}

/** Gives the plan back to be mended, with what is to be mended. */
export async function returnForChanges(
  tx: AuditedTransaction,
  plan: Plan,
  { note, notes = [], at = present(tx.db) }: PlanReturn,
): Promise<void> {
  await updateIfUnchanged<Plan>(tx, 'plans', plan, {
    state: 'returned',
    decidedBy: tx.personId,
    decidedAt: at,
    decisionNote: note,
  })
  await moveInitiatives(tx, plan, 'proposed', 'drafting')
  const submission = await findOpenSubmission(tx, plan)
  await closeSubmission(tx, submission, 'returned', at, note)
  if (notes.length > 0) await tx.db('planNotes').insert(notes.map((each) => ({ ...each, submissionId: submission.id })))
  await tx.record('plan.returned', plan.id, { number: versionName(submission), notes: notes.length })
}

export interface PlanApproval {
  conditions?: readonly Pick<ApprovalCondition, 'text' | 'dueOn'>[]
  at?: Moment
}

/** Puts in force what was submitted, word for word: it becomes the next version, which everybody reads from now on. */
export async function approvePlan(
  tx: AuditedTransaction,
  plan: Plan,
  { conditions = [], at = present(tx.db) }: PlanApproval = {},
): Promise<void> {
  const { db, personId } = tx
  await updateIfUnchanged<Plan>(tx, 'plans', plan, {
    state: 'approved',
    decidedBy: personId,
    decidedAt: at,
    decisionNote: null,
  })
  await moveInitiatives(tx, plan, 'proposed', 'approved')

  const submission = await findOpenSubmission(tx, plan)
  await closeSubmission(tx, submission, 'approved', at)
  await db('planVersions').where({ planId: plan.id }).whereNull('supersededAt').update({ supersededAt: at })
  const version = await replaceVersionInForce(tx, plan, submission, at)
  if (conditions.length > 0) {
    const rows = conditions.map((each, position) => ({ ...each, planVersionId: version.id, position }))
    await db('planConditions').insert(rows)
  }
  const { sha256 } = submission
  await tx.record('plan.approved', plan.id, { number: version.number, sha256, conditions: conditions.length })
}

/** Opens a new draft beside the version in force, which stays in force until the change is approved. */
export async function reopenPlan(tx: AuditedTransaction, plan: Plan): Promise<void> {
  await updateIfUnchanged<Plan>(tx, 'plans', plan, {
    state: 'draft',
    submittedBy: null,
    submittedAt: null,
    decidedBy: null,
    decidedAt: null,
  })
  await tx.record('plan.reopened', plan.id)
}

const moveInitiatives = ({ db }: AuditedTransaction, { parishId }: Plan, from: string, to: string) =>
  db('initiatives')
    .where({ parishId, state: from })
    .update({ state: to, version: db.raw('version + 1') })
