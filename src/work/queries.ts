import type { Db } from '#db/db.ts'
import type { Category, State } from '#initiatives/initiative.ts'
import type { Day } from '#lib/day.ts'
import type { Multilingual } from '#lib/locale.ts'
import { parishesOf, territoriesOf } from '#lib/reach.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { Plan } from '#plans/plan.ts'
import { inCareOf } from '#parishes/queries.ts'

/** A parish on the desk of those who look after its plan. */
export interface PlanRow extends Plan {
  slug: string
  names: Multilingual
  territorySlug: string
}

/** How the plans stand in the parishes that the viewer looks after. */
export const listPlans = (db: Db, viewer: Viewer): Promise<PlanRow[]> =>
  db('parishes')
    .modify(inCareOf(viewer))
    .join('territories', 'territories.id', 'parishes.territoryId')
    .leftJoin('plans', 'plans.parishId', 'parishes.id')
    .leftJoin('people as submitter', 'submitter.id', 'plans.submittedBy')
    .leftJoin('people as decider', 'decider.id', 'plans.decidedBy')
    .leftJoin('planVersions', (join) =>
      join.on('planVersions.planId', 'plans.id').andOnNull('planVersions.supersededAt'),
    )
    .select('parishes.slug', 'parishes.slug as parishSlug', 'parishes.names', 'parishes.names as parishNames')
    .select('parishes.id as parishId', 'parishes.territoryId')
    .select('territories.slug as territorySlug', 'territories.names as territoryNames')
    .select('plans.id', db.raw(`coalesce(plans.state, 'none') as state`), 'plans.version')
    .select('plans.submittedBy', 'plans.submittedAt', 'submitter.name as submitterName')
    .select('plans.decidedAt', 'decider.name as deciderName', 'plans.decisionNote')
    .select('planVersions.number as numberInForce')

export interface InitiativeRow {
  slug: string
  title: Multilingual
  summary: Multilingual | null
  category: Category | null
  state: State
  parishSlug: string
  parishNames: Multilingual
  createdAt: Date
}

const initiatives = (db: Db) =>
  db('initiatives')
    .join('parishes', 'parishes.id', 'initiatives.parishId')
    .leftJoin('publishedInitiatives', 'publishedInitiatives.initiativeId', 'initiatives.id')
    .select('initiatives.slug', 'initiatives.category', 'initiatives.state', 'initiatives.createdAt')
    .select(db.raw(`coalesce(content -> 'title', initiatives.title) as title`))
    .select(db.raw(`coalesce(content -> 'summary', initiatives.summary) as summary`))
    .select('parishes.slug as parishSlug', 'parishes.names as parishNames')

/** Ideas that wait for the partner staff of their territory, the oldest first, at most 50. */
export const listIdeas = (db: Db, viewer: Viewer): Promise<InitiativeRow[]> =>
  initiatives(db)
    .where('initiatives.state', 'idea')
    .whereIn('parishes.territoryId', territoriesOf(viewer, 'partner'))
    .orderBy('initiatives.createdAt')
    .limit(50)

export interface Assignment {
  slug: string
  names: Multilingual
  from: Day
  to: Day | null
  sessions: number
  minutes: number
  lastOn: Day | null
}

/** Where the viewer is a mentor today, with what they have done there. */
export const listAssignments = (db: Db, viewer: Viewer): Promise<Assignment[]> =>
  db('grants')
    .join('parishes', 'parishes.id', 'grants.parishId')
    .leftJoin('adviceSessions', 'adviceSessions.assignmentId', 'grants.id')
    .whereIn(
      'grants.id',
      viewer.grants.filter(({ role }) => role === 'mentor').map(({ id }) => id),
    )
    .groupBy('grants.id', 'parishes.id')
    .count({ sessions: 'adviceSessions.id' })
    .max({ lastOn: 'heldOn' })
    .select('parishes.slug', 'parishes.names', 'fromDay as from', 'toDay as to')
    .select(db.raw('coalesce(sum(minutes), 0)::integer as minutes')) as unknown as Promise<Assignment[]>

export interface Home {
  slug: string
  names: Multilingual
}

/** The parishes the viewer is a member of. */
export const listHomes = (db: Db, viewer: Viewer): Promise<Home[]> =>
  db('parishes').whereIn('id', parishesOf(viewer, 'member')).select('slug', 'names')
