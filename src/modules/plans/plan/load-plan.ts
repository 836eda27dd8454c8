import type { Db } from '#platform/db/connection.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { orNotFound, orStepOver, NotFound } from '#platform/web/errors.ts'
import { planStates, type Plan } from './plan.ts'
import { may } from './policy.ts'
import { findPlan } from './queries.ts'

/** Whether a viewer may do something to a plan. */
export type PlanPermission = (viewer: Viewer, plan: Plan) => boolean

/**
 * A parish's plan for somebody who may see the work on it and do what is allowed; not found, or forbidden, for others. Who may do it
 * in another state of the plan is led to its overview.
 */
export async function planFor(db: Db, slug: string, viewer: Viewer, allowed: PlanPermission = may.view): Promise<Plan> {
  const plan = orNotFound(await findPlan(db, slug))
  if (!may.view(viewer, plan)) throw new NotFound()
  orStepOver((state) => allowed(viewer, { ...plan, state }), {
    now: plan.state,
    states: planStates,
    page: paths.plans.overview(slug),
  })
  return plan
}
