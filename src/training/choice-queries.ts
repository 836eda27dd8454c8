import type { Db } from '#db/db.ts'
import { together } from '#db/together.ts'
import { territoriesOf } from '#lib/reach.ts'
import { holds, type Viewer } from '#lib/viewer.ts'
import type { Choices, Period } from './choices.ts'

/** What a day can be organised by, for and about; partner staff organise in the name of their own territory. */
export async function listDayChoices(db: Db, viewer: Viewer): Promise<Choices & { period: Period }> {
  const own = territoriesOf(viewer, 'partner')
  const { territories, parishes, topics, periods } = await together<{
    territories: Choices['territories']
    parishes: Choices['parishes']
    topics: Choices['topics']
    periods: Period[]
  }>(db, {
    territories: db('territories')
      .modify((query) => (holds(viewer, 'lead') ? undefined : void query.whereIn('id', own)))
      .orderBy('slug')
      .select('id', 'slug', 'names'),
    parishes: db('parishes')
      .join('territories', 'territories.id', 'territoryId')
      .orderBy(['territories.slug', 'parishes.slug'])
      .select('parishes.id', 'parishes.slug', 'parishes.names', 'territoryId', 'territories.names as territoryNames'),
    topics: db('trainingTopics').orderBy(['kind', 'code']).select('id', 'code', 'title', 'kind'),
    periods: db('projects').select('startsOn', 'endsOn'),
  })
  return { territories, parishes, topics, period: periods[0] as Period }
}

interface Places {
  territories: Choices['territories']
  parishes: Choices['territories']
}

/** The places that days can be sought by. */
export const listPlaces = (db: Db): Promise<Places> =>
  together<{ [List in keyof Places]: Places[List] }>(db, {
    territories: db('territories').orderBy('slug').select('id', 'slug', 'names'),
    parishes: db('parishes').orderBy('slug').select('id', 'slug', 'names'),
  })
