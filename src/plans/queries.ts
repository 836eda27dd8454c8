import type { Db } from '#db/db.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { Plan } from './plan.ts'

/** A parish's plan as it is worked on; state 'none' where nobody has begun. Undefined where there is no such parish. */
export async function findPlan(db: Db, parishSlug: string): Promise<Plan | undefined> {
  const row = await db('parishes')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .leftJoin('plans', 'plans.parishId', 'parishes.id')
    .leftJoin('people as submitter', 'submitter.id', 'plans.submittedBy')
    .leftJoin('people as decider', 'decider.id', 'plans.decidedBy')
    .leftJoin('planVersions', (join) =>
      join.on('planVersions.planId', 'plans.id').andOnNull('planVersions.supersededAt'),
    )
    .where('parishes.slug', parishSlug)
    .first(
      'plans.id',
      db.raw('coalesce(plans.version, 0) as version'),
      db.raw(`coalesce(plans.state, 'none') as state`),
      'plans.submittedBy',
      'plans.submittedAt',
      'submitter.name as submitterName',
      'plans.decidedAt',
      'decider.name as deciderName',
      'plans.decisionNote',
      'parishes.id as parishId',
      'parishes.slug as parishSlug',
      'parishes.names as parishNames',
      'territories.id as territoryId',
      'territories.names as territoryNames',
      'planVersions.number as numberInForce',
    )
  return row as Plan | undefined
}

export interface PlanStanding {
  parishSlug: string
  parishNames: Plan['parishNames']
  parishId: string
  territoryId: string
  state: Plan['state']
  submittedAt: Date | null
  submitterName: string | null
  numberInForce: number | null
}

/** How the plan of every parish stands that the viewer may see the work on; a parish without one is 'none'. */
export const listPlans = (db: Db, viewer: Viewer): Promise<PlanStanding[]> =>
  db('parishes')
    .leftJoin('plans', 'plans.parishId', 'parishes.id')
    .leftJoin('people', 'people.id', 'plans.submittedBy')
    .leftJoin('planVersions', (join) =>
      join.on('planVersions.planId', 'plans.id').andOnNull('planVersions.supersededAt'),
    )
    .modify(visibleTo(viewer))
    .select(
      'parishes.slug as parishSlug',
      'parishes.names as parishNames',
      'parishes.id as parishId',
      'parishes.territoryId',
      db.raw(`coalesce(plans.state, 'none') as state`),
      'plans.submittedAt',
      'people.name as submitterName',
      'planVersions.number as numberInForce',
    )

/** `may.view`, said in SQL: lists must never show what a page would refuse. */
const visibleTo = (viewer: Viewer) => (query: ReturnType<Db>) => {
  const grants = viewer.grants.filter(({ role }) => ['partner', 'lead', 'mentor', 'auditor'].includes(role))
  if (grants.some(({ territoryId, parishId }) => territoryId === null && parishId === null)) return
  query.where((either) => {
    void either.whereIn(
      'parishes.territoryId',
      grants.flatMap(({ territoryId }) => territoryId ?? []),
    )
    void either.orWhereIn(
      'parishes.id',
      grants.flatMap(({ parishId }) => parishId ?? []),
    )
  })
}
