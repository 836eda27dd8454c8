import type { Moment } from '#platform/db/clock.ts'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import { fingerprint } from '#platform/values/canonical.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { findContent } from '#modules/plans/plan/section-queries.ts'
import { planSnapshot, type PlanSnapshot } from '#modules/plans/plan/snapshot.ts'
import type { SubmissionOutcome, VersionNumber } from '#modules/plans/plan/submission.ts'

/** A submission as it stands in its table, without what it says. */
export interface StoredSubmission extends VersionNumber {
  id: string
  sha256: string
  submittedBy: string
  submittedAt: Date
}

const columns = ['id', 'major', 'minor', 'sha256', 'submittedBy', 'submittedAt'] as const

/** Keeps what a plan says at its submission, for good. Who submitted it, and when, stands in the plan. */
export async function recordSubmission(
  { db }: AuditedTransaction,
  plan: SubmittedPlan,
  snapshot: PlanSnapshot,
): Promise<StoredSubmission> {
  const major = db.raw('(select coalesce(max(number), 0) from plan_versions where plan_id = ?)', [plan.id])
  const minor = db.raw('(select coalesce(max(minor), 0) + 1 from plan_submissions where plan_id = ? and major = ?)', [
    plan.id,
    major,
  ])
  const { submittedBy, submittedAt } = plan
  const row = { planId: plan.id, major, minor, submittedBy, submittedAt }
  const [submission] = await db('planSubmissions')
    .insert({ ...row, snapshot: JSON.stringify(snapshot), sha256: fingerprint(snapshot) })
    .returning([...columns])
  return submission as StoredSubmission
}

type SubmittedPlan = Pick<Plan, 'id' | 'submittedBy' | 'submittedAt'>

/** What waits for a decision. A plan handed in before submissions were kept is kept now: nobody could change it since. */
export async function findOpenSubmission(tx: AuditedTransaction, plan: Plan): Promise<StoredSubmission> {
  const waiting: StoredSubmission | undefined = await tx
    .db('planSubmissions')
    .where({ planId: plan.id })
    .whereNotExists(tx.db('planOutcomes').whereRaw('submission_id = plan_submissions.id'))
    .orderBy('submittedAt', 'desc')
    .first(...columns)
  return waiting ?? recordSubmission(tx, plan, planSnapshot(plan, await findContent(tx.db, plan.parishId)))
}

/** Writes down what became of a submission. */
export async function closeSubmission(
  { db, personId }: AuditedTransaction,
  submission: StoredSubmission,
  outcome: SubmissionOutcome,
  at: Moment,
  note: Multilingual | null = null,
): Promise<void> {
  const row = { submissionId: submission.id, outcome, note, decidedBy: personId, decidedAt: at }
  await db('planOutcomes').insert(row)
}
