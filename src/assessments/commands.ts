import { amend, Stale, type Act } from '#db/act.ts'
import { fingerprint } from '#lib/canonical.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { Methodology } from '#methodology/methodology.ts'
import { findMethodology } from '#methodology/queries.ts'
import { missingIn } from './answer.ts'
import { isApproved, mayFollow, type Assessment } from './assessment.ts'
import { filesOfAnswers } from './file-queries.ts'
import { findWork, listRounds } from './queries.ts'
import { snapshotOf } from './snapshot.ts'

/** An assessment that lacks something was submitted: somebody emptied an answer since its page was made. */
export class Incomplete extends Error {}

/** Begins a round by the methodology in force, and freezes the approved rounds before it. */
export async function begin(act: Act, assessment: Assessment, methodology: Methodology): Promise<void> {
  const others = await listRounds(act.trx, assessment.parishSlug)
  if (!mayFollow(assessment.round, others)) throw new Stale('the round before is not approved')
  for (const each of others) if (each.state === 'approved') await freeze(act, each)

  const { parishId, round } = assessment
  const [row] = await act
    .trx('assessments')
    .insert({ parishId, round, methodologyVersionId: methodology.id, family: methodology.family })
    .onConflict(['parishId', 'family', 'round'])
    .ignore()
    .returning('id')
  if (!row) throw new Stale('the round was begun by somebody else')
  await act.record('assessment.begun', row.id as string, { round })
}

/** Hands the assessment in for a decision; throws Incomplete where the strict check finds something missing. */
export async function submit(act: Act, assessment: Assessment): Promise<void> {
  // Answers wait until this is decided, so that none is emptied between the check and the step.
  await act.trx('assessments').where({ id: assessment.id }).forUpdate().first('id')
  const { methodology, ...work } = await findAll(act, assessment)
  if (missingIn(methodology, work).length > 0) throw new Incomplete()
  await amend<Assessment>(act, 'assessments', assessment, {
    state: 'submitted',
    submittedBy: act.personId,
    submittedAt: new Date(),
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
  })
  await act.record('assessment.submitted', assessment.id, { round: assessment.round })
}

async function findAll({ trx }: Act, assessment: Assessment) {
  const methodology = await findMethodology(trx, assessment.methodologyVersionId)
  if (!methodology) throw new Error(`the assessment ${assessment.id} has no methodology`)
  return { methodology, ...(await findWork(trx, assessment)), files: await filesOfAnswers(trx, assessment.id) }
}

/** Takes a submission back before it is decided on. */
export async function withdraw(act: Act, assessment: Assessment): Promise<void> {
  await amend<Assessment>(act, 'assessments', assessment, { state: 'draft', submittedBy: null, submittedAt: null })
  await act.record('assessment.withdrawn', assessment.id, { round: assessment.round })
}

/** Gives the assessment back to be mended, with what is to be mended. */
export async function giveBack(act: Act, assessment: Assessment, note: Multilingual): Promise<void> {
  await amend<Assessment>(act, 'assessments', assessment, {
    state: 'returned',
    decidedBy: act.personId,
    decidedAt: new Date(),
    decisionNote: note,
  })
  await act.record('assessment.returned', assessment.id, { round: assessment.round })
}

/** From here on its answers stay as they are, and others read them. */
export async function approve(act: Act, assessment: Assessment): Promise<void> {
  await amend<Assessment>(act, 'assessments', assessment, {
    state: 'approved',
    decidedBy: act.personId,
    decidedAt: new Date(),
    decisionNote: null,
  })
  await act.record('assessment.approved', assessment.id, { round: assessment.round })
}

/** Keeps the whole of an approved assessment as it is now, meetings included, with its fingerprint. */
export async function freeze(act: Act, assessment: Assessment): Promise<void> {
  if (!isApproved(assessment)) throw new Stale('only what is approved is frozen')
  const snapshot = snapshotOf(assessment, await findAll(act, assessment))
  const sha256 = fingerprint(snapshot)
  await amend<Assessment>(act, 'assessments', assessment, {
    state: 'frozen',
    frozenAt: new Date(),
    snapshot: JSON.stringify(snapshot),
    sha256,
  })
  await act.record('assessment.frozen', assessment.id, { round: assessment.round, sha256 })
}
