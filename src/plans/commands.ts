import { amend, Stale, type Act } from '#db/act.ts'
import type { Transaction } from '#db/db.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { Condition } from './condition.ts'
import { missingIn } from './missing.ts'
import type { Plan } from './plan.ts'
import { findContent } from './section-queries.ts'
import { snapshotOf } from './snapshot.ts'
import { nameOf, type Note } from './submission.ts'
import { conclude, freeze, handedIn, type Submitted } from './submission-commands.ts'
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

/** Hands the plan in for a decision and freezes what was handed in; throws Incomplete where the strict check finds something missing. */
export async function submit(act: Act, plan: Plan, at = new Date()): Promise<void> {
  const content = await findContent(act.trx, plan.parishId)
  if (missingIn(content).length > 0) throw new Incomplete()
  const submitted = await amend<Plan>(act, 'plans', plan, {
    state: 'submitted',
    submittedBy: act.personId,
    submittedAt: at,
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
  })
  await moveInitiatives(act, plan, 'drafting', 'proposed')
  const { sha256, ...number } = await freeze(act, submitted, snapshotOf(plan, content))
  await act.record('plan.submitted', plan.id, {
    number: nameOf(number),
    sha256,
    waiting: translated(textsIn(content)).waiting,
  })
}

/** Takes a submission back before it is decided on. */
export async function withdraw(act: Act, plan: Plan, at = new Date()): Promise<void> {
  await amend<Plan>(act, 'plans', plan, { state: 'draft', submittedBy: null, submittedAt: null })
  await moveInitiatives(act, plan, 'proposed', 'drafting')
  await conclude(act, await handedIn(act, plan), 'withdrawn', at)
  await act.record('plan.withdrawn', plan.id)
}

export interface Return {
  note: Multilingual
  /** What is to be mended in single sections. */
  notes?: readonly Pick<Note, 'section' | 'initiativeId' | 'note'>[]
  at?: Date
}

/** Gives the plan back to be mended, with what is to be mended. */
export async function giveBack(act: Act, plan: Plan, { note, notes = [], at = new Date() }: Return): Promise<void> {
  await amend<Plan>(act, 'plans', plan, {
    state: 'returned',
    decidedBy: act.personId,
    decidedAt: at,
    decisionNote: note,
  })
  await moveInitiatives(act, plan, 'proposed', 'drafting')
  const submission = await handedIn(act, plan)
  await conclude(act, submission, 'returned', at, note)
  if (notes.length > 0)
    await act.trx('planNotes').insert(notes.map((each) => ({ ...each, submissionId: submission.id })))
  await act.record('plan.returned', plan.id, { number: nameOf(submission), notes: notes.length })
}

export interface Approval {
  conditions?: readonly Pick<Condition, 'text' | 'dueOn'>[]
  at?: Date
}

/** Puts in force what was submitted, to the letter: it becomes the next version, which everybody reads from now on. */
export async function approve(
  act: Act,
  plan: Plan,
  { conditions = [], at = new Date() }: Approval = {},
): Promise<void> {
  const { trx, personId } = act
  await amend<Plan>(act, 'plans', plan, { state: 'approved', decidedBy: personId, decidedAt: at, decisionNote: null })
  await moveInitiatives(act, plan, 'proposed', 'approved')

  const submission = await handedIn(act, plan)
  await conclude(act, submission, 'approved', at)
  await trx('planVersions').where({ planId: plan.id }).whereNull('supersededAt').update({ supersededAt: at })
  const version = await putInForce(act, plan, submission, at)
  if (conditions.length > 0) {
    const rows = conditions.map((each, position) => ({ ...each, planVersionId: version.id, position }))
    await trx('planConditions').insert(rows)
  }
  const { sha256 } = submission
  await act.record('plan.approved', plan.id, { number: version.number, sha256, conditions: conditions.length })
}

async function putInForce({ trx, personId }: Act, plan: Plan, submission: Submitted, at: Date) {
  const [version] = (await trx('planVersions')
    .insert({
      planId: plan.id,
      number: trx.raw('(select coalesce(max(number), 0) + 1 from plan_versions where plan_id = ?)', [plan.id]),
      snapshot: trx.raw('(select snapshot from plan_submissions where id = ?)', [submission.id]),
      sha256: submission.sha256,
      submissionId: submission.id,
      submittedBy: submission.submittedBy,
      submittedAt: submission.submittedAt,
      approvedBy: personId,
      approvedAt: at,
    })
    .returning(['id', 'number'])) as [{ id: string; number: number }]
  await publish(trx, plan, version.id)
  return version
}

const publish = async (trx: Transaction, { parishId }: Plan, versionId: string) => {
  const own = trx('initiatives').where({ parishId }).select('id')
  await trx('publishedInitiatives').whereIn('initiativeId', own).delete()
  await trx.raw(
    `insert into published_initiatives (initiative_id, plan_version_id, category, content)
     select initiatives.id, plan_versions.id, each ->> 'category', each
     from plan_versions
       cross join jsonb_array_elements(snapshot -> 'initiatives') each
       join initiatives on initiatives.slug = each ->> 'slug'
     where plan_versions.id = ? and initiatives.parish_id = ?`,
    [versionId, parishId],
  )
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
