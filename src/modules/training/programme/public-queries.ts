import type { Db, Query } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import type { NeedOfTopic, Topic } from './programme.ts'
import { placeColumns } from '#modules/training/days/place-queries.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'

/** What anybody may know of what a parish is trained in: the latest approved programme, with the public needs it answers. */
export interface PublicTopic extends Pick<Topic, 'title' | 'kind' | 'halfDays'> {
  needs: Pick<NeedOfTopic, 'title'>[]
}

export const publicProgramme = (db: Db, parishId: string): Query => {
  const approved = db('trainingProgrammes').where({ parishId, state: 'approved' }).orderBy('number', 'desc').limit(1)
  return db('trainingProgrammeTopics')
    .join('trainingTopics', 'trainingTopics.id', 'topicId')
    .whereIn('programmeId', approved.select('id'))
    .orderByRaw(`array_position(array['must', 'should', 'could'], priority), code`)
    .select('trainingTopics.title', 'kind', 'halfDays')
    .select(
      db.raw(
        `coalesce((select json_agg(json_build_object('title', needs.title) order by severity desc, created_at)
          from need_responses join needs on needs.id = need_id
          where need_responses.topic_id = training_topics.id and parish_id = ? and public and state <> 'dropped'), '[]') as needs`,
        [parishId],
      ),
    )
}

/** A training day as the page of a parish names it. */
export type PublicDay = Pick<
  TrainingDay,
  'slug' | 'title' | 'state' | 'registrationClosesOn' | 'capacity' | 'taken' | 'waiting'
> & { onDay: Day }

/** The days for a parish that everybody may see and that are not over, in their order. */
export const publicDays = (db: Db, parishId: string, today: Day): Query =>
  db('trainingDays')
    .join('trainingDayParishes', 'trainingDayParishes.dayId', 'trainingDays.id')
    .join('trainingDates', 'trainingDates.dayId', 'trainingDays.id')
    .where({ parishId, published: true })
    .groupBy('trainingDays.id')
    .havingRaw('max(on_day) >= ?', [today])
    .orderByRaw('min(on_day), slug')
    .limit(10)
    .select('slug', 'title', 'state', 'registrationClosesOn', 'capacity', db.raw('min(on_day) as on_day'))
    .select(placeColumns.map((column) => db.raw(column)))
