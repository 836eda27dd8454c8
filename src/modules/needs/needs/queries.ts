import type { Db, Query } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { mostUrgentFirst, type ResponseChoice, type Need, type NeedWithResponses, type NeedSource } from './need.ts'

const responses = `(
  select coalesce(json_agg(json_build_object(
    'id', need_responses.id,
    'kind', case when action_id is not null then 'action' when investment_id is not null then 'investment'
      when topic_id is not null then 'topic' else 'session' end,
    'targetId', coalesce(action_id, investment_id, topic_id, session_id),
    'title', coalesce(initiative_actions.what, investments.what, training_topics.title),
    'day', held_on, 'initiativeSlug', slug, 'initiativeTitle', initiatives.title, 'note', need_responses.note
  ) order by answered_at, need_responses.id), '[]')
  from need_responses
    left join initiative_actions on initiative_actions.id = action_id
    left join investments on investments.id = investment_id
    left join training_topics on training_topics.id = topic_id
    left join advice_sessions on advice_sessions.id = session_id
    left join initiatives on initiatives.id
      = coalesce(initiative_actions.initiative_id, investments.initiative_id, advice_sessions.initiative_id)
  where need_id = needs.id) as responses`

/** The needs of a parish with what answers each, the most urgent first. */
export async function listNeeds(db: Db, parishId: string): Promise<NeedWithResponses[]> {
  const needs: NeedWithResponses[] = await db('needs')
    .where({ parishId })
    .orderBy(['createdAt', 'id'])
    .select('needs.*', db.raw(responses))
  return needs.toSorted(mostUrgentFirst)
}

/** One need of this parish with what answers it. */
export const findNeed = async (db: Db, parishId: string, id: string): Promise<NeedWithResponses | undefined> =>
  isUuid(id) ? db('needs').where({ parishId, id }).first<NeedWithResponses>('needs.*', db.raw(responses)) : undefined

/** The needs of a parish that nothing answers, as a query. */
export const needsWithoutResponse = (db: Db, parishId: string): Query =>
  db('needs')
    .where({ parishId, state: 'open' })
    .orderByRaw(`array_position(array['must', 'should', 'could'], priority), severity desc, created_at`)
    .select('id', 'title', 'priority', 'severity')

export type NeedWithoutResponse = Pick<Need, 'id' | 'title' | 'priority' | 'severity'>

/** The needs of a parish that nothing answers, the most urgent first. */
export const listNeedsWithoutResponse = (db: Db, parishId: string): Promise<NeedWithoutResponse[]> =>
  needsWithoutResponse(db, parishId)

const sources = (db: Db) =>
  db('assessmentAnswers')
    .join('assessments', 'assessments.id', 'assessmentAnswers.assessmentId')
    .join('methodologyCriteria', 'methodologyCriteria.id', 'assessmentAnswers.criterionId')
    .join('methodologySections', 'methodologySections.id', 'methodologyCriteria.sectionId')
    .select(
      'assessmentAnswers.id',
      'round',
      'methodologySections.code as sectionCode',
      'methodologyCriteria.code as criterionCode',
      'question',
    )
    .select('assessmentAnswers.words')

/** The answer of an assessment of this parish. */
export const findNeedSource = async (db: Db, parishId: string, id: string | null): Promise<NeedSource | undefined> =>
  id !== null && isUuid(id)
    ? sources(db).where({ 'assessmentAnswers.id': id, parishId }).first<NeedSource>()
    : undefined

const ofParish = (parishId: string) => ({ 'initiatives.parishId': parishId })
const planned = ['idea', 'dropped', 'closed']

/** Everything of the parish that a need can be answered by, and the topics of the training. */
export async function listResponseChoices(db: Db, parishId: string): Promise<ResponseChoice[]> {
  const rows = await queryTogether<Record<string, Partial<ResponseChoice>[]>>(db, possibleResponses(db, parishId))
  const of = (kind: ResponseChoice['kind'], some: Partial<ResponseChoice>[] = []) =>
    some.map(({ id = '', title = null, day = null, initiativeTitle = null }): ResponseChoice => ({
      kind,
      id,
      title,
      day,
      initiativeTitle,
    }))
  return [
    ...of('action', rows['actions']),
    ...of('investment', rows['investments']),
    ...of('topic', rows['topics']),
    ...of('session', rows['sessions']),
  ]
}

const possibleResponses = (db: Db, parishId: string) => ({
  actions: db('initiativeActions')
    .join('initiatives', 'initiatives.id', 'initiativeId')
    .where(ofParish(parishId))
    .whereNotIn('state', planned)
    .whereNotNull('what')
    .orderBy(['createdAt', 'position'])
    .select('initiativeActions.id', 'what as title', 'initiatives.title as initiativeTitle'),
  investments: db('investments')
    .leftJoin('initiatives', 'initiatives.id', 'initiativeId')
    .where({ 'investments.parishId': parishId })
    .whereNotNull('what')
    .orderBy('position')
    .select('investments.id', 'what as title', 'initiatives.title as initiativeTitle'),
  topics: db('trainingTopics').orderBy('code').select('id', 'title'),
  sessions: db('adviceSessions')
    .leftJoin('initiatives', 'initiatives.id', 'initiativeId')
    .where({ 'adviceSessions.parishId': parishId })
    .orderBy('heldOn', 'desc')
    .limit(100)
    .select('adviceSessions.id', 'heldOn as day', 'initiatives.title as initiativeTitle'),
})
