import { amend, type Act } from '#db/act.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { AnswerKind, Need, NeedFacts } from './need.ts'

/** Notes a need of a parish, and the answer of an assessment it comes from. */
export async function note(
  act: Act,
  parishId: string,
  sourceAnswerId: string | null,
  facts: NeedFacts,
): Promise<{ id: string }> {
  const [row] = (await act
    .trx('needs')
    .insert({ ...facts, parishId, sourceAnswerId, updatedBy: act.personId })
    .returning('id')) as [{ id: string }]
  await act.record('need.noted', row.id, { parishId, category: facts.category, sourceAnswerId })
  return row
}

type Seen = Pick<Need, 'id' | 'version'>

const change = (act: Act, seen: Seen, changes: object) =>
  amend<Need>(act, 'needs', seen, { ...changes, updatedAt: act.trx.fn.now(), updatedBy: act.personId })

/** Rewrites a need that somebody has seen in this version; throws Stale where it has moved on. */
export async function revise(act: Act, seen: Seen, facts: NeedFacts): Promise<void> {
  await change(act, seen, facts)
  await act.record('need.revised', seen.id)
}

/** Gives a need up, with the reason. */
export async function drop(act: Act, seen: Seen, dropReason: Multilingual): Promise<void> {
  await change(act, seen, { state: 'dropped', dropReason })
  await act.record('need.dropped', seen.id)
}

/** Says that a need is met. */
export async function address(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'addressed', dropReason: null })
  await act.record('need.addressed', seen.id)
}

/** Takes up again a need that was given up or said to be met. */
export async function reopen(act: Act, seen: Seen): Promise<void> {
  const answered = 'exists (select from need_answers where need_id = needs.id)'
  const state = act.trx.raw(`case when ${answered} then 'planned' else 'open' end`)
  await change(act, seen, { state, dropReason: null })
  await act.record('need.reopened', seen.id)
}

const columns = { action: 'actionId', investment: 'investmentId', topic: 'topicId', session: 'sessionId' } as const

/** Says what answers a need; what answers it already is only given the note. */
export async function answer(
  act: Act,
  need: Pick<Need, 'id'>,
  to: { kind: AnswerKind; id: string },
  text: Multilingual | null,
): Promise<void> {
  const column = columns[to.kind]
  await act
    .trx('needAnswers')
    .insert({ needId: need.id, [column]: to.id, note: text, answeredBy: act.personId })
    .onConflict(['needId', 'actionId', 'topicId', 'investmentId', 'sessionId'])
    .merge(['note'])
  await act.record('need.answered', need.id, to)
}

/** Takes back that something answers a need. */
export async function unanswer(act: Act, need: Pick<Need, 'id'>, answerId: string): Promise<void> {
  await act.trx('needAnswers').where({ id: answerId, needId: need.id }).delete()
  await act.record('need.answer_removed', need.id, { answerId })
}
