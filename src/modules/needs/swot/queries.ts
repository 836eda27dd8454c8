import { findAssessment } from '#modules/assessments/assessment/queries.ts'
import type { Round } from '#modules/assessments/assessment/assessment.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import type { Swot, SwotItem } from './swot.ts'

/** What the meetings of a round ranked; undefined where the round has not been begun. */
export async function findSwot(db: Db, parishSlug: string, round: Round): Promise<Swot | undefined> {
  const assessment = await findAssessment(db, parishSlug, round)
  if (!assessment || assessment.state === 'none') return undefined
  const { id: assessmentId, parishId, territoryId, parishNames, state } = assessment
  const ranked: Ranked | undefined = await db('swots')
    .leftJoin('people', 'people.id', 'savedBy')
    .where({ assessmentId })
    .first('swots.id', 'swots.version', 'public', 'savedAt', 'people.name as saverName')
  const items: SwotItem[] = ranked ? await itemsOf(db).where({ swotId: ranked.id }) : []
  const { id: _, ...rest } = ranked ?? { id: '', version: 0, public: false, savedAt: null, saverName: null }
  return { assessmentId, parishId, territoryId, parishSlug, parishNames, round, state, ...rest, items }
}

type Ranked = { id: string } & Pick<Swot, 'version' | 'public' | 'savedAt' | 'saverName'>

const itemsOf = (db: Db) =>
  db('swotItems').orderBy(['kind', 'rank']).select('swotItems.id', 'kind', 'rank', 'text', 'votes')

/** What the latest round ranked that everybody may read: `may.seeRankedInPublic`, said in SQL. */
export const publicSwot = (db: Db, parishId: string): Query => {
  const latest = db('swots')
    .join('assessments', 'assessments.id', 'assessmentId')
    .where({ parishId })
    .where((either) => void either.where('public', true).orWhereIn('state', ['approved', 'frozen']))
    .orderByRaw(`array_position(array['final', 'midterm', 'baseline'], round)`)
    .limit(1)
    .select('swots.id')
  return itemsOf(db).whereIn('swotId', latest)
}
