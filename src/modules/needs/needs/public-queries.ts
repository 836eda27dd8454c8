import type { Db, Query } from '#platform/db/connection.ts'
import type { ResponseKind, Need } from './need.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

/** What answers a need, as everybody may know it: what a plan in the making or a mentor says of it is not public. */
export interface PublicResponse {
  kind: ResponseKind
  topic: Multilingual | null
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
}

/** A need as everybody may know it. */
export interface PublicNeed extends Pick<
  Need,
  'title' | 'category' | 'priority' | 'severity' | 'peopleAffected' | 'state'
> {
  id: string
  responses: PublicResponse[]
}

const responses = `(
  select coalesce(json_agg(json_build_object(
    'kind', case when action_id is not null then 'action' when investment_id is not null then 'investment'
      when topic_id is not null then 'topic' else 'session' end,
    'topic', training_topics.title, 'initiativeSlug', case when content is not null then slug end,
    'initiativeTitle', content -> 'title'
  ) order by answered_at, need_responses.id), '[]')
  from need_responses
    left join training_topics on training_topics.id = topic_id
    left join initiative_actions on initiative_actions.id = action_id
    left join investments on investments.id = investment_id
    left join advice_sessions on advice_sessions.id = session_id
    left join initiatives on initiatives.id
      = coalesce(initiative_actions.initiative_id, investments.initiative_id, advice_sessions.initiative_id)
    left join published_initiatives on published_initiatives.initiative_id = initiatives.id
  where need_id = needs.id) as responses`

/** `may.seeInPublic`, said in SQL; the most urgent first. */
export const publicNeeds = (db: Db, parishId: string): Query =>
  db('needs')
    .where({ parishId, public: true })
    .whereNot({ state: 'dropped' })
    .orderByRaw(
      `state = 'addressed', array_position(array['must', 'should', 'could'], priority), severity desc, created_at`,
    )
    .select('id', 'title', 'category', 'priority', 'severity', 'peopleAffected', 'state', db.raw(responses))
