import { builtOnce } from '#platform/db/built-once.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { viewerForQueries, parishIdsWithRole, territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import { attachedColumn, type AttachedRow } from './file-queries.ts'
import { copiedFromColumn, equipmentColumn, launchColumn, lessonsColumn, periodColumn } from './sql-columns.ts'
import type { CopiedFrom, Initiative, LessonLearnt, PublishedInitiative } from './initiative.ts'
import type { Launch } from './launch.ts'
import type { TimelinePeriod } from './timeline.ts'
import { communityStates, type ParishPlanState } from './policy.ts'

/** `may.view`, said in SQL over initiatives, their parishes and what is published of them. */
const visibleTo = (viewer: Viewer | null) => (query: Query) => {
  if (hasRole(viewer, 'lead', 'auditor')) return
  query.where((either) => {
    either.whereNotNull('publishedInitiatives.initiativeId')
    if (!viewer) return
    either.orWhereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
    either.orWhereIn('initiatives.parishId', parishIdsWithRole(viewer, 'mentor'))
    either.orWhere((own) => {
      own.whereIn('initiatives.parishId', parishIdsWithRole(viewer, 'member')).where((known) => {
        known.where({ 'initiatives.proposedBy': viewer.id })
        known.orWhere(
          (open) => void open.where({ openToCommunity: true }).whereIn('initiatives.state', [...communityStates]),
        )
      })
    })
  })
}

const visible = (db: Db, viewer: Viewer | null) =>
  db('initiatives')
    .join('parishes', 'parishes.id', 'initiatives.parishId')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .leftJoin('publishedInitiatives', 'publishedInitiatives.initiativeId', 'initiatives.id')
    .modify(visibleTo(viewer))

/** An initiative as one viewer may see it: the working row, and what is published of it. */
export interface InitiativeForViewer extends Initiative {
  published: boolean
  content: PublishedInitiative | null
  planState: ParishPlanState
  period: TimelinePeriod | null
  attached: AttachedRow[]
  launch: Launch | null
  credit: CopiedFrom | null
  equipment: { name: Multilingual; count: number }[]
  lessons: LessonLearnt[]
}

/** The initiative with this slug, if the viewer may see it. */
export const findInitiative = async (
  db: Db,
  viewer: Viewer | null,
  slug: string,
): Promise<InitiativeForViewer | undefined> => (await initiativeFor(db, viewer && viewerForQueries(viewer), slug))[0]

const initiativeFor = builtOnce<InitiativeForViewer, [viewer: Viewer | null, slug: string]>((db, viewer, slug) =>
  visible(db, viewer)
    .leftJoin('plans', 'plans.parishId', 'initiatives.parishId')
    .leftJoin('launches', 'launches.initiativeId', 'initiatives.id')
    .leftJoin('people as proposer', 'proposer.id', 'launches.proposedBy')
    .where({ 'initiatives.slug': slug })
    .select(
      'initiatives.*',
      'parishes.territoryId',
      'parishes.slug as parishSlug',
      'parishes.names as parishNames',
      'plans.state as planState',
      'publishedInitiatives.content',
      db.raw('published_initiatives.initiative_id is not null as published'),
      db.raw(periodColumn),
      db.raw(attachedColumn),
      db.raw(launchColumn),
      db.raw(copiedFromColumn),
      db.raw(equipmentColumn),
      db.raw(lessonsColumn),
    ),
)

/** What an initiative page tells: as published, or as it stands in the plan being worked on, with gaps. */
export type InitiativePage = Omit<Initiative, keyof PublishedInitiative> & Loose

type Loose = {
  [Field in keyof PublishedInitiative]: PublishedInitiative[Field] | null
} & Pick<PublishedInitiative, 'title' | 'targetGroups' | 'actions' | 'resources' | 'finance' | 'jobs'>

type Parts = Pick<PublishedInitiative, 'targetGroups' | 'actions' | 'resources' | 'finance' | 'jobs'>

/** The parts of an initiative that stand in rows of their own, as the plan being worked on has them. */
export async function findInitiativePage(db: Db, id: string): Promise<Parts> {
  const sum = (kind: string) => `coalesce(sum(amount) filter (where kind = '${kind}'), 0)`
  const { rows } = await db.raw<{ rows: Parts[] }>(
    `select
      coalesce((select jsonb_agg(jsonb_build_object('who', who, 'size', size, 'gain', gain) order by position)
        from target_groups where initiative_id = :id and who is not null), '[]') as "targetGroups",
      coalesce((select jsonb_agg(jsonb_build_object('what', what, 'who', who, 'fromMonth', from_month, 'toMonth', to_month,
          'deliverable', deliverable) order by position)
        from initiative_actions where initiative_id = :id and what is not null), '[]') as actions,
      coalesce((select jsonb_agg(jsonb_build_object('category', category, 'name', name) order by created_at)
        from resources where id in (select resource_id from resource_uses where initiative_id = :id)), '[]') as resources,
      (select jsonb_build_object('cost', ${sum('cost')}, 'income', ${sum('income')}, 'investment', ${sum('investment')})
        from finance_lines where initiative_id = :id) as finance,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'fte', fte, 'startsOn', starts_on, 'who', who) order by position)
        from planned_jobs where initiative_id = :id and kind is not null), '[]') as jobs`,
    { id },
  )
  return rows[0] as Parts
}

/** Slugs of the initiatives that everybody may read. */
export const publicSlugs = (db: Db): Query => db('initiativeListings').whereRaw('published').select('slug')
