import type { Db, Query } from '#platform/db/connection.ts'
import { rowsFromJson } from '#platform/db/batch-queries.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { mostListed } from '#modules/places/choice/parish-choice.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import type { NeedOfTopic, Programme, ProgrammeState, ProgrammeTopic, Suggestion, Topic } from './programme.ts'

const latest = `not exists (select from training_programmes as later
  where later.parish_id = training_programmes.parish_id and later.number > training_programmes.number)`

/** The latest programme of a parish. */
export const findProgramme = (db: Db, parishId: string): Promise<Programme | undefined> =>
  db('trainingProgrammes')
    .leftJoin('people', 'people.id', 'submittedBy')
    .where({ parishId })
    .whereRaw(latest)
    .first<Programme>('trainingProgrammes.*', 'people.name as submitterName')

const needs = (
  parish: string,
) => `coalesce((select json_agg(json_build_object('id', needs.id, 'title', needs.title) order by severity desc, created_at)
  from need_responses join needs on needs.id = need_id
  where topic_id = training_topics.id and needs.parish_id = ${parish} and needs.state <> 'dropped'), '[]') as needs`

const others = `coalesce((select json_agg(json_build_object('slug', slug, 'names', names) order by slug)
  from parishes where id <> mine.parish_id and exists (
    select from training_programme_topics join training_programmes on training_programmes.id = programme_id
    where topic_id = training_topics.id and training_programmes.parish_id = parishes.id and ${latest})), '[]') as others`

const days = `coalesce((select json_agg(json_build_object('slug', slug, 'title', training_days.title, 'state', state,
    'published', published, 'registrationClosesOn', registration_closes_on, 'firstDay', (select min(on_day) from training_dates where day_id = training_days.id)) order by slug)
  from training_days join training_day_topics on training_day_topics.day_id = training_days.id
    join training_day_parishes on training_day_parishes.day_id = training_days.id
  where topic_id = training_topics.id and training_day_parishes.parish_id = mine.parish_id), '[]') as days`

/** The topics of a programme, the most urgent first. */
export const listTopicsOf = (db: Db, programmeId: string): Promise<ProgrammeTopic[]> =>
  db('trainingProgrammeTopics')
    .join('trainingProgrammes as mine', 'mine.id', 'programmeId')
    .join('trainingTopics', 'trainingTopics.id', 'topicId')
    .where({ programmeId })
    .orderByRaw(`array_position(array['must', 'should', 'could'], priority), code`)
    .select('trainingTopics.id', 'code', 'title', 'kind', 'halfDays', 'priority')
    .select(db.raw(needs('mine.parish_id')), db.raw(others), db.raw(days))

/** Topics that answer needs of the parish and are not in this programme. */
export const listSuggestions = (db: Db, parishId: string, programmeId: string | null): Promise<Suggestion[]> =>
  db('trainingTopics')
    .whereIn(
      'id',
      db('needResponses')
        .join('needs', 'needs.id', 'needId')
        .where({ parishId })
        .whereNotNull('topicId')
        .whereNot({ state: 'dropped' })
        .select('topicId'),
    )
    .whereNotIn('id', db('trainingProgrammeTopics').where({ programmeId }).select('topicId'))
    .orderBy('code')
    .select('id', 'title', 'kind', 'halfDays', db.raw(needs('?'), [parishId]))

export interface NeedChoice extends NeedOfTopic {
  category: string
  state: string
}

/** The needs of a parish that a topic can answer: skills first, then the most urgent. */
export const listNeedChoices = (db: Db, parishId: string): Promise<NeedChoice[]> =>
  db('needs')
    .where({ parishId })
    .whereNot({ state: 'dropped' })
    .orderByRaw(
      `category <> 'skill', array_position(array['must', 'should', 'could'], priority), severity desc, created_at`,
    )
    .select('id', 'title', 'category', 'state')

const topics = (db: Db) => db('trainingTopics').select('id', 'version', 'code', 'title', 'kind', 'halfDays', 'addedBy')

/** A topic of the catalogue with the parishes whose programmes have it. */
export interface TopicInUse extends Topic {
  parishes: ProgrammeTopic['others']
}

/** The catalogue: theory first. */
export const listTopics = (db: Db): Promise<TopicInUse[]> =>
  topics(db)
    .orderBy([{ column: 'kind', order: 'desc' }, 'code'])
    .select(
      db.raw(`coalesce((select json_agg(json_build_object('slug', slug, 'names', names) order by slug)
        from parishes where exists (select from training_programme_topics
          join training_programmes on training_programmes.id = programme_id
          where topic_id = training_topics.id and training_programmes.parish_id = parishes.id and ${latest})), '[]') as parishes`),
    )

export const findTopic = async (db: Db, id: string): Promise<Topic | undefined> =>
  isUuid(id) ? topics(db).where({ id }).first<Topic>() : undefined

export interface ProgrammeInList {
  slug: string
  names: Multilingual
  territoryId: string
  state: ProgrammeState | null
  number: number | null
  submittedBy: string | null
  submittedAt: Date | null
  topics: number
}

/** How the programmes of the parishes stand that the viewer may see: `mayOfProgramme.view`, said in SQL for staff. */
export async function listProgrammes(db: Db, viewer: Viewer): Promise<ProgrammeInList[]> {
  const all = (await programmes(db, viewer)
    .orderBy('slug')
    .limit(mostListed + 1, { skipBinding: true })) as Record<string, unknown>[]
  if (all.length <= mostListed) return rowsFromJson(all)
  // Of so many parishes those are listed that have a programme, the latest first.
  return rowsFromJson(
    (await programmes(db, viewer)
      .whereNotNull('trainingProgrammes.id')
      .orderByRaw('submitted_at desc nulls last, slug')
      .limit(mostListed, { skipBinding: true })) as Record<string, unknown>[],
  )
}

const programmes = (db: Db, viewer: Viewer): Query =>
  db('parishes')
    .leftJoin('trainingProgrammes', (join) =>
      join.on('trainingProgrammes.parishId', 'parishes.id').andOn(db.raw(latest)),
    )
    .modify((query: Query) => {
      if (!hasRole(viewer, 'lead', 'auditor')) query.whereIn('territoryId', territoryIdsWithRole(viewer, 'partner'))
    })
    .select('slug', 'names', 'territoryId', 'state', 'number', 'submittedBy', 'submittedAt')
    .select(
      db.raw('(select count(*) from training_programme_topics where programme_id = training_programmes.id) as topics'),
    ) as Query
