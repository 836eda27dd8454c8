import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { slugOf } from '#platform/values/slug.ts'
import { linkResponse, unlinkResponse } from '#modules/needs/needs/commands.ts'
import type { ChosenTopic, Programme, Topic } from './programme.ts'

type Seen = Pick<Programme, 'id' | 'version'>

const change = (tx: AuditedTransaction, seen: Seen, changes: object) =>
  updateIfUnchanged<Programme>(tx, 'trainingProgrammes', seen, changes)

/** Puts a topic into the programme of a parish, or says anew what it is there for; begins the programme where there is none. */
export async function setTopic(
  tx: AuditedTransaction,
  parishId: string,
  seen: Seen | null,
  chosen: ChosenTopic,
): Promise<void> {
  const { topicId, priority, needIds } = chosen
  const { id: programmeId } = seen ? await change(tx, seen, {}) : await begin(tx, parishId)
  await tx
    .db('trainingProgrammeTopics')
    .insert({ programmeId, topicId, priority })
    .onConflict(['programmeId', 'topicId'])
    .merge(['priority'])
  await link(tx, parishId, topicId, needIds)
  await tx.record('programme.topic_set', programmeId, chosen)
}

async function begin(tx: AuditedTransaction, parishId: string): Promise<{ id: string }> {
  const [row] = (await tx.db('trainingProgrammes').insert({ parishId, number: 1 }).returning('id')) as [{ id: string }]
  await tx.record('programme.begun', row.id, { parishId })
  return row
}

// The needs that a topic answers are kept with the needs, so that their own pages say the same.
async function link(
  tx: AuditedTransaction,
  parishId: string,
  topicId: string,
  needIds: readonly string[],
): Promise<void> {
  const linked: { id: string; needId: string }[] = await tx
    .db('needResponses')
    .join('needs', 'needs.id', 'needId')
    .where({ parishId, topicId })
    .select('needResponses.id', 'needId')
  for (const { id, needId } of linked) if (!needIds.includes(needId)) await unlinkResponse(tx, { id: needId }, id)
  const known = new Set(linked.map(({ needId }) => needId))
  for (const id of needIds) if (!known.has(id)) await linkResponse(tx, { id }, { kind: 'topic', id: topicId }, null)
}

/** Takes a topic out of a programme; that it answers a need stays said. */
export async function removeTopic(tx: AuditedTransaction, seen: Seen, topicId: string): Promise<void> {
  await change(tx, seen, {})
  await tx.db('trainingProgrammeTopics').where({ programmeId: seen.id, topicId }).delete()
  await tx.record('programme.topic_removed', seen.id, { topicId })
}

/** Hands a programme in to the lead partner. */
export async function submitProgramme(tx: AuditedTransaction, seen: Seen, at: Date): Promise<void> {
  await change(tx, seen, { state: 'submitted', submittedBy: tx.personId, submittedAt: at, returnNote: null })
  await tx.record('programme.submitted', seen.id)
}

/** Takes a programme back before it was decided on. */
export async function withdrawProgramme(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await change(tx, seen, { state: 'draft', submittedBy: null, submittedAt: null })
  await tx.record('programme.withdrawn', seen.id)
}

/** Approves a programme; from now on everybody reads it. */
export async function approveProgramme(tx: AuditedTransaction, seen: Seen, at: Date): Promise<void> {
  await change(tx, seen, { state: 'approved', decidedBy: tx.personId, decidedAt: at })
  await tx.record('programme.approved', seen.id)
}

/** Gives a programme back, with what is wrong with it. */
export async function returnProgramme(tx: AuditedTransaction, seen: Seen, returnNote: Multilingual): Promise<void> {
  await change(tx, seen, { state: 'draft', submittedBy: null, submittedAt: null, returnNote })
  await tx.record('programme.returned', seen.id, { note: returnNote })
}

/** Begins the next number of an approved programme, with the same topics; the approved one holds until it is approved too. */
export async function reopenProgramme(tx: AuditedTransaction, { id, parishId, number }: Programme): Promise<void> {
  const [row] = (await tx
    .db('trainingProgrammes')
    .insert({ parishId, number: number + 1 })
    .returning('id')) as [{ id: string }]
  await tx.db.raw(
    `insert into training_programme_topics (programme_id, topic_id, priority)
      select ?, topic_id, priority from training_programme_topics where programme_id = ?`,
    [row.id, id],
  )
  await tx.record('programme.reopened', row.id, { after: id })
}

export type TopicInput = Pick<Topic, 'title' | 'kind' | 'halfDays'>

/** Adds a topic to the catalogue. */
export async function addTopic(tx: AuditedTransaction, input: TopicInput): Promise<{ id: string }> {
  const { source, en } = input.title
  const code = await freeCode(tx, slugOf(en ?? input.title[source] ?? '').replaceAll('-', '_'))
  const [row] = (await tx
    .db('trainingTopics')
    .insert({ ...input, code, addedBy: tx.personId })
    .returning('id')) as [{ id: string }]
  await tx.record('training.topic_added', row.id, { code, ...input })
  return row
}

/** Rewrites a topic that was seen in this version; throws VersionConflict. */
export async function updateTopic(
  tx: AuditedTransaction,
  seen: Pick<Topic, 'id' | 'version'>,
  input: TopicInput,
): Promise<void> {
  await updateIfUnchanged<Topic>(tx, 'trainingTopics', seen, input)
  await tx.record('training.topic_updated', seen.id, input)
}

// What a topic is called by in files and seeds: a letter first, at most 40 signs.
async function freeCode({ db }: AuditedTransaction, wanted: string): Promise<string> {
  const code = /^[a-z]/.test(wanted) ? wanted.slice(0, 36) : `topic_${wanted}`.slice(0, 36)
  await db.raw('select pg_advisory_xact_lock(hashtext(?))', ['training topics'])
  const rows = await db('trainingTopics').whereLike('code', `${code}%`).select('code')
  const taken = new Set(rows.map((row) => row.code as string))
  for (let number = 1; ; number++) {
    const free = number === 1 ? code : `${code}_${number}`
    if (!taken.has(free)) return free
  }
}
