import { present } from '#platform/db/clock.ts'
import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import { fingerprint } from '#platform/values/canonical.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Methodology } from '#modules/methodology/editions/methodology.ts'
import { findMethodology } from '#modules/methodology/editions/queries.ts'
import { missingAnswers } from '#modules/assessments/answers/answer.ts'
import { isApproved, canBeginRound, type Assessment } from '#modules/assessments/assessment/assessment.ts'
import { filesOfAnswers } from '#modules/assessments/assessment/file-queries.ts'
import { findAssessmentContent, listRounds } from '#modules/assessments/assessment/queries.ts'
import { assessmentSnapshot } from './snapshot.ts'

/** An assessment that lacks something was submitted: somebody emptied an answer since its page was made. */
export class AssessmentIncomplete extends Error {}

/** Begins a round by the methodology in force, and freezes the approved rounds before it. */
export async function beginRound(
  tx: AuditedTransaction,
  assessment: Assessment,
  methodology: Methodology,
): Promise<void> {
  const others = await listRounds(tx.db, assessment.parishSlug)
  if (!canBeginRound(assessment.round, others)) throw new VersionConflict('the round before is not approved')
  for (const each of others) if (each.state === 'approved') await freezeAssessment(tx, each)

  const { parishId, round } = assessment
  const [row] = await tx
    .db('assessments')
    .insert({ parishId, round, methodologyVersionId: methodology.id, family: methodology.family })
    .onConflict(['parishId', 'family', 'round'])
    .ignore()
    .returning('id')
  if (!row) throw new VersionConflict('the round was begun by somebody else')
  await tx.record('assessment.begun', row.id as string, { round })
}

/**
 * Drops a round that was begun by mistake. Whatever was answered, met for or noted in it refers to it, and the database then
 * refuses (foreign_key_violation).
 */
export async function dropRound(tx: AuditedTransaction, { id, round, version }: Assessment): Promise<void> {
  const dropped = await tx.db('assessments').where({ id, version, state: 'draft' }).delete()
  if (dropped === 0) throw new VersionConflict('the round is another by now')
  await tx.record('assessment.dropped', id, { round })
}

/** Hands the assessment in for a decision; throws PlanIncomplete where the strict check finds something missing. */
export async function submitAssessment(tx: AuditedTransaction, assessment: Assessment): Promise<void> {
  // Answers wait until this is decided, so that none is emptied between the check and the step.
  await tx.db('assessments').where({ id: assessment.id }).forUpdate().first('id')
  const { methodology, ...work } = await findAll(tx, assessment)
  if (missingAnswers(methodology, work).length > 0) throw new AssessmentIncomplete()
  await updateIfUnchanged<Assessment>(tx, 'assessments', assessment, {
    state: 'submitted',
    submittedBy: tx.personId,
    submittedAt: present(tx.db),
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
  })
  await tx.record('assessment.submitted', assessment.id, { round: assessment.round })
}

async function findAll({ db }: AuditedTransaction, assessment: Assessment) {
  const methodology = await findMethodology(db, assessment.methodologyVersionId)
  if (!methodology) throw new Error(`the assessment ${assessment.id} has no methodology`)
  return {
    methodology,
    ...(await findAssessmentContent(db, assessment)),
    files: await filesOfAnswers(db, assessment.id),
  }
}

/** Takes a submission back before it is decided on. */
export async function withdrawAssessment(tx: AuditedTransaction, assessment: Assessment): Promise<void> {
  await updateIfUnchanged<Assessment>(tx, 'assessments', assessment, {
    state: 'draft',
    submittedBy: null,
    submittedAt: null,
  })
  await tx.record('assessment.withdrawn', assessment.id, { round: assessment.round })
}

/** Gives the assessment back to be mended, with what is to be mended. */
export async function returnForChanges(
  tx: AuditedTransaction,
  assessment: Assessment,
  note: Multilingual,
): Promise<void> {
  await updateIfUnchanged<Assessment>(tx, 'assessments', assessment, {
    state: 'returned',
    decidedBy: tx.personId,
    decidedAt: present(tx.db),
    decisionNote: note,
  })
  await tx.record('assessment.returned', assessment.id, { round: assessment.round })
}

/** From here on its answers stay as they are, and others read them. */
export async function approveAssessment(tx: AuditedTransaction, assessment: Assessment): Promise<void> {
  await updateIfUnchanged<Assessment>(tx, 'assessments', assessment, {
    state: 'approved',
    decidedBy: tx.personId,
    decidedAt: present(tx.db),
    decisionNote: null,
  })
  await tx.record('assessment.approved', assessment.id, { round: assessment.round })
}

/** Keeps the whole of an approved assessment as it is now, meetings included, with its fingerprint. */
export async function freezeAssessment(tx: AuditedTransaction, assessment: Assessment): Promise<void> {
  if (!isApproved(assessment)) throw new VersionConflict('only what is approved is frozen')
  const snapshot = assessmentSnapshot(assessment, await findAll(tx, assessment))
  const sha256 = fingerprint(snapshot)
  await updateIfUnchanged<Assessment>(tx, 'assessments', assessment, {
    state: 'frozen',
    frozenAt: present(tx.db),
    snapshot: JSON.stringify(snapshot),
    sha256,
  })
  await tx.record('assessment.frozen', assessment.id, { round: assessment.round, sha256 })
}
