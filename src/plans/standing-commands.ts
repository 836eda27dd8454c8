import { amend, type Act } from '#db/act.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { Comment } from './comment.ts'
import type { Condition } from './condition.ts'
import type { Plan } from './plan.ts'

type Seen = Pick<Condition, 'id' | 'version'>

/** Says that a condition of the approval is met, and how. Throws Stale. */
export async function meet(act: Act, plan: Plan, condition: Seen, note: Multilingual, at = new Date()): Promise<void> {
  await amend<Condition>(act, 'planConditions', condition, { metBy: act.personId, metAt: at, metNote: note })
  await act.record('plan.condition_met', plan.id, { conditionId: condition.id })
}

/** Confirms that a condition is met. Throws Stale. */
export async function confirm(act: Act, plan: Plan, condition: Seen, at = new Date()): Promise<void> {
  await amend<Condition>(act, 'planConditions', condition, { confirmedBy: act.personId, confirmedAt: at })
  await act.record('plan.condition_confirmed', plan.id, { conditionId: condition.id })
}

const unmet = { metBy: null, metAt: null, metNote: null, confirmedBy: null, confirmedAt: null }

/** Says that a condition is not met after all. Throws Stale. */
export async function reopenCondition(act: Act, plan: Plan, condition: Seen): Promise<void> {
  await amend<Condition>(act, 'planConditions', condition, unmet)
  await act.record('plan.condition_reopened', plan.id, { conditionId: condition.id })
}

/** Says something of a section of the plan, or of one initiative there. */
export async function comment(
  act: Act,
  plan: Plan,
  place: Pick<Comment, 'section' | 'initiativeId'>,
  text: Multilingual,
): Promise<void> {
  const { section, initiativeId } = place
  await act
    .trx('planComments')
    .insert({ planId: plan.id, section, initiativeId, text, writtenBy: act.personId, writtenAt: new Date() })
  await act.record('plan.commented', plan.id, { section, initiativeId })
}

type Said = Pick<Comment, 'id' | 'version' | 'section'>

/** Closes a comment that was seen to. Throws Stale. */
export async function resolve(act: Act, plan: Plan, said: Said): Promise<void> {
  await amend<Comment>(act, 'planComments', said, { resolvedBy: act.personId, resolvedAt: new Date() })
  await act.record('plan.comment_resolved', plan.id, { section: said.section })
}

/** Opens a comment again. Throws Stale. */
export async function reopenComment(act: Act, plan: Plan, said: Said): Promise<void> {
  await amend<Comment>(act, 'planComments', said, { resolvedBy: null, resolvedAt: null })
  await act.record('plan.comment_reopened', plan.id, { section: said.section })
}

/** Takes one's own comment back: its text is gone, and that there was one stays. Throws Stale. */
export async function takeBack(act: Act, plan: Plan, said: Said): Promise<void> {
  await amend<Comment>(act, 'planComments', said, { text: null, withdrawnAt: new Date() })
  await act.record('plan.comment_withdrawn', plan.id, { section: said.section })
}
