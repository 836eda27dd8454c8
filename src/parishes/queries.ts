import type { Db, Query } from '#db/db.ts'
import type { Category, State } from '#initiatives/initiative.ts'
import type { Day } from '#lib/day.ts'
import type { Multilingual } from '#lib/locale.ts'
import { territoriesOf } from '#lib/reach.ts'
import { holds, type Viewer } from '#lib/viewer.ts'
import type { Parish } from './parish.ts'

const parishes = (db: Db) =>
  db('parishes')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .select(
      'parishes.*',
      'parishes.id as parishId',
      'territories.slug as territorySlug',
      'territories.names as territoryNames',
    )

export const findParish = (db: Db, slug: string): Promise<Parish | undefined> =>
  parishes(db).where('parishes.slug', slug).first()

export interface ParishInList extends Parish {
  initiatives: number
  planInForce: boolean
}

/** All parishes, each with the number of its published initiatives. */
export const listParishes = (db: Db): Promise<ParishInList[]> =>
  parishes(db)
    .leftJoin('plans', 'plans.parishId', 'parishes.id')
    .leftJoin('planVersions', (join) =>
      join.on('planVersions.planId', 'plans.id').andOnNull('planVersions.supersededAt'),
    )
    .leftJoin('publishedInitiatives', 'publishedInitiatives.planVersionId', 'planVersions.id')
    .groupBy('parishes.id', 'territories.id', 'planVersions.id')
    .count({ initiatives: 'publishedInitiatives.initiativeId' })
    .select(db.raw('plan_versions.id is not null as plan_in_force')) as unknown as Promise<ParishInList[]>

/** `may.edit`, said in SQL: the parishes whose partner staff or lead partner the viewer is. */
export const inCareOf = (viewer: Viewer) => (query: Query) => {
  if (holds(viewer, 'lead')) return
  const territories = viewer.grants.flatMap(({ role, territoryId }) =>
    role === 'partner' && territoryId ? [territoryId] : [],
  )
  query.whereIn('parishes.territoryId', territories)
}

export const listParishesInCare = (db: Db, viewer: Viewer): Promise<Parish[]> => parishes(db).modify(inCareOf(viewer))

export interface PlanInForce {
  number: number
  approvedOn: Day
}

/** The approved plan that holds now, with the day it was approved in Riga. */
export const findPlanInForce = (db: Db, parishId: string): Promise<PlanInForce | undefined> =>
  db('planVersions')
    .join('plans', 'plans.id', 'planVersions.planId')
    .where({ parishId, supersededAt: null })
    .first('number', db.raw(`(approved_at at time zone 'Europe/Riga')::date as approved_on`))

export interface InitiativeOfParish {
  slug: string
  title: Multilingual
  summary: Multilingual | null
  category: Category | null
  state: State
}

/** The initiatives of the plan in force, as everybody may read them. */
export const listPublishedInitiatives = (db: Db, parishId: string): Promise<InitiativeOfParish[]> =>
  db('publishedInitiatives')
    .join('initiatives', 'initiatives.id', 'publishedInitiatives.initiativeId')
    .where({ parishId })
    .orderBy('initiatives.createdAt')
    .select('slug', 'publishedInitiatives.category', 'state')
    .select(db.raw(`content -> 'title' as title`), db.raw(`content -> 'summary' as summary`))
