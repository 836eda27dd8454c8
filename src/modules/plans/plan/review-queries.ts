import { builtOnce } from '#platform/db/built-once.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import { bundleBuiltOnce } from '#platform/db/batch-queries.ts'
import { viewerForQueries, parishIdsWithRole, territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Comment, ApprovalCondition } from './remarks.ts'
import type { Plan } from './plan.ts'
import type { ReviewNote } from './submission.ts'

const conditions = (db: Db): Query =>
  db('planConditions')
    .join('planVersions', 'planVersions.id', 'planConditions.planVersionId')
    .leftJoin('people as meters', 'meters.id', 'metBy')
    .leftJoin('people as confirmers', 'confirmers.id', 'confirmedBy')
    .orderBy(['dueOn', 'planConditions.position'])
    .select('planConditions.*', 'planVersions.number', 'meters.name as metName', 'confirmers.name as confirmedName')

const comments = (db: Db): Query =>
  db('planComments')
    .join('people as writers', 'writers.id', 'writtenBy')
    .leftJoin('people as resolvers', 'resolvers.id', 'resolvedBy')
    .leftJoin('initiatives', 'initiatives.id', 'planComments.initiativeId')
    .orderBy(['writtenAt', 'planComments.id'])
    .select('planComments.*', 'writers.name as writerName', 'resolvers.name as resolverName')
    .select('initiatives.title as initiativeTitle')

const latest = (db: Db, planId: string | null): Query =>
  db('planSubmissions').where({ planId }).orderBy('submittedAt', 'desc').limit(1).select('id')

const notes = (db: Db): Query =>
  db('planNotes')
    .leftJoin('initiatives', 'initiatives.id', 'planNotes.initiativeId')
    .orderBy('planNotes.id')
    .select('section', 'initiativeId', 'initiatives.title as initiativeTitle', 'note')

// What a return asks for stands beside the sections until the plan is handed in again.
const notesToMend = (db: Db, { id, state }: Pick<Plan, 'id' | 'state'>): Query =>
  notes(db).whereIn('submissionId', state === 'returned' ? latest(db, id) : [])

/** Conditions of a plan's approvals, notes to mend and comments on its sections, as queries to ask together. */
export const reviewQueries = (
  db: Db,
  plan: Pick<Plan, 'id' | 'state'>,
): Record<'conditions' | 'notes' | 'comments', Query> => ({
  conditions: conditions(db).where({ planId: plan.id }),
  notes: notesToMend(db, plan),
  comments: comments(db).where({ planId: plan.id }),
})

export type PlanReview = {
  conditions: ApprovalCondition[]
  notes: ReviewNote[]
  comments: Comment[]
}

/** What was said of one section: what is to be mended in it, and its comments, oldest first. */
export type SectionRemarks = {
  notes: ReviewNote[]
  comments: Comment[]
}

/** What was said of one section: of one initiative there, or without one all of it. */
export function findRemarks(
  db: Db,
  plan: Pick<Plan, 'id' | 'state'>,
  section: string,
  initiativeId: string | null,
): Promise<SectionRemarks> {
  return remarksOn(
    db,
    { id: plan.id, state: plan.state },
    initiativeId === null ? { section } : { section, initiativeId },
  )
}

const remarksOn = bundleBuiltOnce<
  SectionRemarks,
  [plan: Pick<Plan, 'id' | 'state'>, about: { section: string; initiativeId?: string }]
>((db, plan, about) => ({
  notes: notesToMend(db, plan).where(about),
  comments: comments(db).where({ planId: plan.id, ...about }),
}))

/** Notes that a submission was returned with, section by section. */
export const listReviewNotes = (db: Db, submissionId: string): Promise<ReviewNote[]> =>
  notes(db).where({ submissionId })

/** Conditions of an approved version. */
export const listConditions = (db: Db, planVersionId: string): Promise<ApprovalCondition[]> =>
  conditions(db).where({ planVersionId })

export const findCondition = (db: Db, planId: string, id: string): Promise<ApprovalCondition | undefined> =>
  conditions(db).where({ planId, 'planConditions.id': id }).first()

export const findComment = (db: Db, planId: string, id: string): Promise<Comment | undefined> =>
  comments(db).where({ planId, 'planComments.id': id }).first()

export interface ConditionOfParish extends ApprovalCondition {
  parishSlug: string
  parishNames: Multilingual
}

/** Conditions that are not confirmed yet in the plans the viewer looks after, the first due first. */
export const listOpenConditions = (db: Db, viewer: Viewer): Promise<ConditionOfParish[]> =>
  openConditions(db, viewerForQueries(viewer))

const openConditions = builtOnce<ConditionOfParish, [viewer: Viewer]>((db, viewer) =>
  conditions(db)
    .join('plans', 'plans.id', 'planVersions.planId')
    .join('parishes', 'parishes.id', 'plans.parishId')
    .whereNull('confirmedAt')
    .modify((query: Query) => {
      if (hasRole(viewer, 'lead')) return
      query.where((own: Query) => {
        own.whereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
        own.orWhereIn('parishes.id', parishIdsWithRole(viewer, 'partner'))
      })
    })
    .select('parishes.slug as parishSlug', 'parishes.names as parishNames'),
)
