import type { Timeline } from '#modules/initiatives/initiative/timeline.ts'
import { today, type Day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { planChangesBetween } from './changes.ts'
import type { ApprovalCondition } from '#modules/plans/plan/remarks.ts'
import { planFor } from '#modules/plans/plan/load-plan.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { timelineOfPlan } from '#modules/plans/plan/timeline.ts'
import { localiseChanges, type LocalisedChanges } from './localised-changes.ts'
import { findContent } from '#modules/plans/plan/section-queries.ts'
import { planSnapshot, type PlanSnapshot } from '#modules/plans/plan/snapshot.ts'
import { listConditions, listReviewNotes } from '#modules/plans/plan/review-queries.ts'
import {
  versionSlug,
  isApproval,
  versionNumberIn,
  type ArchivedVersion,
  type VersionInArchive,
  type ReviewNote,
} from '#modules/plans/plan/submission.ts'
import { findArchivedVersion, listArchivedVersions } from './queries.ts'

/** A version to compare, as its choice in a list: an address such as '1-2', or the draft. */
interface VersionChoice {
  value: string
  version: VersionInArchive | null
}

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/versions/submission-list': { plan: Plan; versions: VersionInArchive[]; choices: VersionChoice[] }
    'modules/plans/versions/submission': {
      plan: Plan
      version: ArchivedVersion
      notes: ReviewNote[]
      conditions: ApprovalCondition[]
      today: Day
      timeline: Timeline | null
    }
    'modules/plans/versions/compare': {
      plan: Plan
      choices: VersionChoice[]
      chosen: { from: string; to: string }
      changes: LocalisedChanges
    }
  }
}

const draft = 'draft'

/** Every version of a plan for those who work on it, submissions too, and any two of them compared. */
export function submissionArchiveRoutes({ db, now }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  const choicesOf = (versions: readonly VersionInArchive[]): VersionChoice[] => [
    { value: draft, version: null },
    ...versions.map((version) => ({ value: versionSlug(version), version })),
  ]

  const snapshotAt = async (plan: Plan, address: string): Promise<PlanSnapshot> => {
    if (address === draft) return planSnapshot(plan, await findContent(db, plan.parishId))
    return (await frozenAt(plan, address)).snapshot
  }

  const frozenAt = async (plan: Plan, address: string): Promise<ArchivedVersion> =>
    orNotFound(await findArchivedVersion(db, plan.id, orNotFound(versionNumberIn(address))))

  get(paths.plans.versions, signedIn, async ({ res, viewer, params }) => {
    const plan = await planFor(db, params.parish, viewer)
    const versions = await listArchivedVersions(db, plan.id)
    render(res, 'modules/plans/versions/submission-list', { plan, versions, choices: choicesOf(versions) })
  })

  get(paths.plans.version, signedIn, async ({ res, viewer, params, locale }) => {
    const plan = await planFor(db, params.parish, viewer)
    const version = await frozenAt(plan, params.version)
    const approved = isApproval(version)
    const conditions = approved ? await listConditions(db, version.id) : []
    const notes = approved ? [] : await listReviewNotes(db, version.id)
    const timeline = timelineOfPlan(locale, plan.period, version.snapshot, today(now))
    render(res, 'modules/plans/versions/submission', { plan, version, notes, conditions, today: today(now), timeline })
  })

  get(paths.plans.changes, signedIn, async (context: RouteContext<'parish', Viewer>) => {
    const { res, viewer, params, query, locale } = context
    const plan = await planFor(db, params.parish, viewer)
    const versions = await listArchivedVersions(db, plan.id)
    const inForce = versions.find((version) => version.inForce) ?? versions.at(-1)
    const from = query['from'] ?? (inForce && versionSlug(inForce))
    const to = query['to'] ?? draft
    if (from === undefined) throw new NotFound()
    const changes = localiseChanges(
      locale,
      planChangesBetween(await snapshotAt(plan, from), await snapshotAt(plan, to)),
    )
    render(res, 'modules/plans/versions/compare', { plan, choices: choicesOf(versions), chosen: { from, to }, changes })
  })
}
