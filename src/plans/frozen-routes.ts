import type { Timeline } from '#initiatives/timeline.ts'
import { today, type Day } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orNotFound, NotFound } from '#web/errors.ts'
import { render } from '#web/render.ts'
import { signedIn, type RouteContext, type routes } from '#web/routes.ts'
import { changesBetween } from './changes.ts'
import type { Condition } from './condition.ts'
import { permitted } from './guarded-routes.ts'
import type { Plan } from './plan.ts'
import { timelineOfPlan } from './plan-timeline.ts'
import { changesIn, type ReadChanges } from './reading.ts'
import { findContent } from './section-queries.ts'
import { snapshotOf, type Snapshot } from './snapshot.ts'
import { listConditions, listNotes } from './standing-queries.ts'
import { addressOf, isApproval, numberIn, type Frozen, type Listed, type Note } from './submission.ts'
import { findFrozen, listFrozen } from './version-queries.ts'

/** A version to compare, as its choice in a list: an address such as '1-2', or the draft. */
interface Choice {
  value: string
  version: Listed | null
}

declare module '#web/render.ts' {
  interface Views {
    'plans/frozen-list': { plan: Plan; versions: Listed[]; choices: Choice[] }
    'plans/frozen': {
      plan: Plan
      version: Frozen
      notes: Note[]
      conditions: Condition[]
      today: Day
      timeline: Timeline | null
    }
    'plans/compare': {
      plan: Plan
      choices: Choice[]
      chosen: { from: string; to: string }
      changes: ReadChanges
    }
  }
}

const draft = 'draft'

/** Every version of a plan for those who work on it, submissions too, and any two of them compared. */
export function frozenRoutes({ db, now }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  const choicesOf = (versions: readonly Listed[]): Choice[] => [
    { value: draft, version: null },
    ...versions.map((version) => ({ value: addressOf(version), version })),
  ]

  const snapshotAt = async (plan: Plan, address: string): Promise<Snapshot> => {
    if (address === draft) return snapshotOf(plan, await findContent(db, plan.parishId))
    return (await frozenAt(plan, address)).snapshot
  }

  const frozenAt = async (plan: Plan, address: string): Promise<Frozen> =>
    orNotFound(await findFrozen(db, plan.id, orNotFound(numberIn(address))))

  get(paths.plans.versions, signedIn, async ({ res, viewer, params }) => {
    const plan = await permitted(db, params.parish, viewer)
    const versions = await listFrozen(db, plan.id)
    render(res, 'plans/frozen-list', { plan, versions, choices: choicesOf(versions) })
  })

  get(paths.plans.version, signedIn, async ({ res, viewer, params, locale }) => {
    const plan = await permitted(db, params.parish, viewer)
    const version = await frozenAt(plan, params.version)
    const approved = isApproval(version)
    const conditions = approved ? await listConditions(db, version.id) : []
    const notes = approved ? [] : await listNotes(db, version.id)
    const timeline = timelineOfPlan(locale, plan.period, version.snapshot, today(now))
    render(res, 'plans/frozen', { plan, version, notes, conditions, today: today(now), timeline })
  })

  get(paths.plans.changes, signedIn, async (context: RouteContext<'parish', Viewer>) => {
    const { res, viewer, params, query, locale } = context
    const plan = await permitted(db, params.parish, viewer)
    const versions = await listFrozen(db, plan.id)
    const inForce = versions.find((version) => version.inForce) ?? versions.at(-1)
    const from = query['from'] ?? (inForce && addressOf(inForce))
    const to = query['to'] ?? draft
    if (from === undefined) throw new NotFound()
    const changes = changesIn(locale, changesBetween(await snapshotAt(plan, from), await snapshotAt(plan, to)))
    render(res, 'plans/compare', { plan, choices: choicesOf(versions), chosen: { from, to }, changes })
  })
}
