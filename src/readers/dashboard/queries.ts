import { builtForViewer } from '#platform/db/built-once.ts'
import type { Db } from '#platform/db/connection.ts'
import type { InitiativeCategory, InitiativeState } from '#modules/initiatives/initiative/initiative.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { parishIdsWithRole, territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import type { Viewer } from '#platform/values/viewer.ts'

export interface InitiativeDeskItem {
  slug: string
  title: Multilingual
  summary: Multilingual | null
  category: InitiativeCategory | null
  state: InitiativeState
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
export const listIdeas = builtForViewer<InitiativeDeskItem>((db, viewer) =>
  initiatives(db)
    .where('initiatives.state', 'idea')
    .whereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
    .orderBy('initiatives.createdAt')
    .limit(50),
)

export interface LaunchDeskItem {
  slug: string
  title: Multilingual
  parishNames: Multilingual
  launchedOn: Day
  proposedBy: string
  proposerName: string
}

/** Launches that wait for the lead partner, the oldest first, at most 50. */
export const listLaunchesToConfirm = (db: Db): Promise<LaunchDeskItem[]> =>
  db('launches')
    .join('initiatives', 'initiatives.id', 'launches.initiativeId')
    .join('parishes', 'parishes.id', 'initiatives.parishId')
    .join('people', 'people.id', 'launches.proposedBy')
    .where('initiatives.state', 'ready')
    .whereNull('confirmedAt')
    .whereNull('returnNote')
    .orderBy('proposedAt')
    .limit(50)
    .select('initiatives.slug', 'title', 'parishes.names as parishNames', 'launchedOn', 'launches.proposedBy')
    .select('people.name as proposerName')

export interface MentorParish {
  slug: string
  names: Multilingual
  from: Day
  to: Day | null
  sessions: number
  minutes: number
  lastOn: Day | null
}

/** Where the viewer is a mentor today, with what they have done there. */
export const listMentorParishes = (db: Db, viewer: Viewer): Promise<MentorParish[]> =>
  db('roleAssignments')
    .join('parishes', 'parishes.id', 'roleAssignments.parishId')
    .leftJoin('adviceSessions', 'adviceSessions.assignmentId', 'roleAssignments.id')
    .whereIn(
      'roleAssignments.id',
      viewer.roles.filter(({ role }) => role === 'mentor').map(({ id }) => id),
    )
    .groupBy('roleAssignments.id', 'parishes.id')
    .count({ sessions: 'adviceSessions.id' })
    .max({ lastOn: 'heldOn' })
    .select('parishes.slug', 'parishes.names', 'fromDay as from', 'toDay as to')
    .select(db.raw('coalesce(sum(minutes), 0)::integer as minutes')) as unknown as Promise<MentorParish[]>

export interface HomeParish {
  slug: string
  names: Multilingual
}

/** The parishes the viewer is a member of. */
export const listHomeParishes = (db: Db, viewer: Viewer): Promise<HomeParish[]> =>
  db('parishes').whereIn('id', parishIdsWithRole(viewer, 'member')).select('slug', 'names')
