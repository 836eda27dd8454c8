import type { Db } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import { chosenParish } from '#modules/places/choice/parish-choice.ts'
import { listParishChoices } from '#modules/places/choice/queries.ts'
import type { DayChoices, ProjectPeriod } from './day-input.ts'

/** What a form holds of parishes: the ids that are chosen, and the one that was typed. */
export interface GivenParishes {
  ids: readonly string[]
  typed: string
}

interface Lists extends Record<string, unknown[]> {
  territories: DayChoices['territories']
  parishes: DayChoices['parishes']
  topics: DayChoices['topics']
  periods: ProjectPeriod[]
}

/** What a day can be organised by, for and about; partner staff organise in the name of their own territory. */
export async function listDayChoices(
  db: Db,
  viewer: Viewer,
  locale: Locale,
  { ids, typed }: GivenParishes,
): Promise<DayChoices & { period: ProjectPeriod }> {
  const own = territoryIdsWithRole(viewer, 'partner')
  const fitting = await listParishChoices(db, locale, [typed])
  const added = chosenParish(fitting, typed, locale)
  const chosen = fitting.isTyped ? [...ids, ...(added ? [added.id] : [])] : fitting.parishes.map(({ id }) => id)
  const { territories, parishes, topics, periods } = await queryTogether<Lists>(db, {
    territories: db('territories')
      .modify((query) => (hasRole(viewer, 'lead') ? undefined : void query.whereIn('id', own)))
      .orderBy('slug')
      .select('id', 'slug', 'names'),
    parishes: db('parishes')
      .join('territories', 'territories.id', 'territoryId')
      .whereRaw('parishes.id = any(?)', [chosen])
      .orderBy(['territories.slug', 'parishes.slug'])
      .select('parishes.id', 'parishes.slug', 'parishes.names', 'territoryId', 'territories.names as territoryNames'),
    topics: db('trainingTopics').orderBy(['kind', 'code']).select('id', 'code', 'title', 'kind'),
    periods: db('projects').select('startsOn', 'endsOn'),
  })
  return { territories, parishes, typed: fitting, topics, period: periods[0] as ProjectPeriod }
}
