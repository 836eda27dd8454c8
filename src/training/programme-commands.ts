import { amend, type Act } from '#db/act.ts'
import type { Multilingual } from '#lib/locale.ts'
import { slugOf } from '#lib/slug.ts'
import { answer, unanswer } from '#needs/commands.ts'
import type { Chosen, Programme, Topic } from './programme.ts'

type Seen = Pick<Programme, 'id' | 'version'>

const change = (act: Act, seen: Seen, changes: object) => amend<Programme>(act, 'trainingProgrammes', seen, changes)

/** Puts a topic into the programme of a parish, or says anew what it is there for; begins the programme where there is none. */
export async function putTopic(act: Act, parishId: string, seen: Seen | null, chosen: Chosen): Promise<void> {
  const { topicId, priority, needIds } = chosen
  const { id: programmeId } = seen ? await change(act, seen, {}) : await begin(act, parishId)
  await act
    .trx('trainingProgrammeTopics')
    .insert({ programmeId, topicId, priority })
    .onConflict(['programmeId', 'topicId'])
    .merge(['priority'])
  await link(act, parishId, topicId, needIds)
  await act.record('programme.topic_put', programmeId, chosen)
}

async function begin(act: Act, parishId: string): Promise<{ id: string }> {
  const [row] = (await act.trx('trainingProgrammes').insert({ parishId, number: 1 }).returning('id')) as [
    { id: string },
  ]
  await act.record('programme.begun', row.id, { parishId })
  return row
}

// The needs that a topic answers are kept with the needs, so that their own pages say the same.
async function link(act: Act, parishId: string, topicId: string, needIds: readonly string[]): Promise<void> {
  const linked: { id: string; needId: string }[] = await act
    .trx('needAnswers')
    .join('needs', 'needs.id', 'needId')
    .where({ parishId, topicId })
    .select('needAnswers.id', 'needId')
  for (const { id, needId } of linked) if (!needIds.includes(needId)) await unanswer(act, { id: needId }, id)
  const known = new Set(linked.map(({ needId }) => needId))
  for (const id of needIds) if (!known.has(id)) await answer(act, { id }, { kind: 'topic', id: topicId }, null)
}

/** Takes a topic out of a programme; that it answers a need stays said. */
export async function takeTopicOut(act: Act, seen: Seen, topicId: string): Promise<void> {
  await change(act, seen, {})
  await act.trx('trainingProgrammeTopics').where({ programmeId: seen.id, topicId }).delete()
  await act.record('programme.topic_taken_out', seen.id, { topicId })
}

/** Hands a programme in to the lead partner. */
export async function submit(act: Act, seen: Seen, at: Date): Promise<void> {
  await change(act, seen, { state: 'submitted', submittedBy: act.personId, submittedAt: at, returnNote: null })
  await act.record('programme.submitted', seen.id)
}

/** Takes a programme back before it was decided on. */
export async function withdraw(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'draft', submittedBy: null, submittedAt: null })
  await act.record('programme.withdrawn', seen.id)
}

/** Approves a programme; from now on everybody reads it. */
export async function approve(act: Act, seen: Seen, at: Date): Promise<void> {
  await change(act, seen, { state: 'approved', decidedBy: act.personId, decidedAt: at })
  await act.record('programme.approved', seen.id)
}

/** Gives a programme back, with what is wrong with it. */
export async function giveBack(act: Act, seen: Seen, returnNote: Multilingual): Promise<void> {
  await change(act, seen, { state: 'draft', submittedBy: null, submittedAt: null, returnNote })
  await act.record('programme.returned', seen.id, { note: returnNote })
}

/** Begins the next number of an approved programme, with the same topics; the approved one holds until it is approved too. */
export async function reopen(act: Act, { id, parishId, number }: Programme): Promise<void> {
  const [row] = (await act
    .trx('trainingProgrammes')
    .insert({ parishId, number: number + 1 })
    .returning('id')) as [{ id: string }]
  await act.trx.raw(
    `insert into training_programme_topics (programme_id, topic_id, priority)
      select ?, topic_id, priority from training_programme_topics where programme_id = ?`,
    [row.id, id],
  )
  await act.record('programme.reopened', row.id, { after: id })
}

export type TopicFacts = Pick<Topic, 'title' | 'kind' | 'halfDays'>

/** Adds a topic to the catalogue. */
export async function addTopic(act: Act, facts: TopicFacts): Promise<{ id: string }> {
  const { source, en } = facts.title
  const code = await freeCode(act, slugOf(en ?? facts.title[source] ?? '').replaceAll('-', '_'))
  const [row] = (await act
    .trx('trainingTopics')
    .insert({ ...facts, code, addedBy: act.personId })
    .returning('id')) as [{ id: string }]
  await act.record('training.topic_added', row.id, { code, ...facts })
  return row
}

/** Rewrites a topic that was seen in this version; throws Stale. */
export async function reviseTopic(act: Act, seen: Pick<Topic, 'id' | 'version'>, facts: TopicFacts): Promise<void> {
  await amend<Topic>(act, 'trainingTopics', seen, facts)
  await act.record('training.topic_revised', seen.id, facts)
}

// What a topic is called by in files and seeds: a letter first, at most 40 signs.
async function freeCode({ trx }: Act, wanted: string): Promise<string> {
  const code = /^[a-z]/.test(wanted) ? wanted.slice(0, 36) : `topic_${wanted}`.slice(0, 36)
  await trx.raw('select pg_advisory_xact_lock(hashtext(?))', ['training topics'])
  const rows = await trx('trainingTopics').whereLike('code', `${code}%`).select('code')
  const taken = new Set(rows.map((row) => row.code as string))
  for (let number = 1; ; number++) {
    const free = number === 1 ? code : `${code}_${number}`
    if (!taken.has(free)) return free
  }
}
