import { amend, Stale, type Act } from '#db/act.ts'
import { fingerprint } from '#lib/canonical.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { PlannedInitiative } from './content.ts'
import { missingIn } from './missing.ts'
import type { Plan } from './plan.ts'
import { findContent } from './section-queries.ts'
import { snapshotOf } from './snapshot.ts'
import { textsIn, translated } from './translation.ts'

/** A plan that lacks something was submitted: somebody emptied a field since its page was made. */
export class Incomplete extends Error {}

export async function begin(act: Act, plan: Plan): Promise<void> {
  const [row] = await act
    .trx('plans')
    .insert({ parishId: plan.parishId, state: 'draft' })
    .onConflict('parishId')
    .ignore()
    .returning('id')
  if (!row) throw new Stale('the plan was begun by somebody else')
  await act.record('plan.begun', row.id as string)
}

/** Hands the plan in for a decision; throws Incomplete where the strict check finds something missing. */
export async function submit(act: Act, plan: Plan): Promise<void> {
  const content = await findContent(act.trx, plan.parishId)
  if (missingIn(content).length > 0) throw new Incomplete()
  await amend<Plan>(act, 'plans', plan, {
    state: 'submitted',
    submittedBy: act.personId,
    submittedAt: new Date(),
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
  })
  await moveInitiatives(act, plan, 'drafting', 'proposed')
  await act.record('plan.submitted', plan.id, { waiting: translated(textsIn(content)).waiting })
}

/** Takes a submission back before it is decided on. */
export async function withdraw(act: Act, plan: Plan): Promise<void> {
  await amend<Plan>(act, 'plans', plan, { state: 'draft', submittedBy: null, submittedAt: null })
  await moveInitiatives(act, plan, 'proposed', 'drafting')
  await act.record('plan.withdrawn', plan.id)
}

/** Gives the plan back to be mended, with what is to be mended. */
export async function giveBack(act: Act, plan: Plan, note: Multilingual): Promise<void> {
  await amend<Plan>(act, 'plans', plan, {
    state: 'returned',
    decidedBy: act.personId,
    decidedAt: new Date(),
    decisionNote: note,
  })
  await moveInitiatives(act, plan, 'proposed', 'drafting')
  await act.record('plan.returned', plan.id)
}

/** Puts the plan in force: freezes it as the next version, which is what everybody reads from now on. */
export async function approve(act: Act, plan: Plan): Promise<void> {
  const { trx, personId } = act
  const at = new Date()
  await amend<Plan>(act, 'plans', plan, { state: 'approved', decidedBy: personId, decidedAt: at, decisionNote: null })
  await moveInitiatives(act, plan, 'proposed', 'approved')

  const content = await findContent(trx, plan.parishId)
  const snapshot = snapshotOf(plan, content)
  await trx('planVersions').where({ planId: plan.id }).whereNull('supersededAt').update({ supersededAt: at })
  const [version] = await trx('planVersions')
    .insert({
      planId: plan.id,
      number: trx.raw('(select coalesce(max(number), 0) + 1 from plan_versions where plan_id = ?)', [plan.id]),
      snapshot: JSON.stringify(snapshot),
      sha256: fingerprint(snapshot),
      submittedBy: plan.submittedBy,
      submittedAt: plan.submittedAt,
      approvedBy: personId,
      approvedAt: at,
    })
    .returning(['id', 'number'])

  await publish(act, plan, version.id as string, content.initiatives, snapshot.initiatives)
  await act.record('plan.approved', plan.id, { number: version.number, sha256: fingerprint(snapshot) })
}

async function publish(
  { trx }: Act,
  plan: Plan,
  planVersionId: string,
  initiatives: PlannedInitiative[],
  published: { category: string }[],
) {
  const own = trx('initiatives').where({ parishId: plan.parishId }).select('id')
  await trx('publishedInitiatives').whereIn('initiativeId', own).delete()
  const rows = initiatives.map(({ id }, at) => ({
    initiativeId: id,
    planVersionId,
    category: published[at]?.category,
    content: JSON.stringify(published[at]),
  }))
  if (rows.length > 0) await trx('publishedInitiatives').insert(rows)
}

/** Opens a new draft beside the version in force, which stays in force until the change is approved. */
export async function reopen(act: Act, plan: Plan): Promise<void> {
  await amend<Plan>(act, 'plans', plan, {
    state: 'draft',
    submittedBy: null,
    submittedAt: null,
    decidedBy: null,
    decidedAt: null,
  })
  await act.record('plan.reopened', plan.id)
}

const moveInitiatives = ({ trx }: Act, { parishId }: Plan, from: string, to: string) =>
  trx('initiatives')
    .where({ parishId, state: from })
    .update({ state: to, version: trx.raw('version + 1') })
