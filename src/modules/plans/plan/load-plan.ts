import type { Db } from '#platform/db/connection.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import type { Plan } from './plan.ts'
import { may } from './policy.ts'
import { findPlan } from './queries.ts'

/** Whether a viewer may do something to a plan. */
export type PlanPermission = (viewer: Viewer, plan: Plan) => boolean

/** A parish's plan for somebody who may see the work on it and do what is allowed; not found, or forbidden, for others. */
export async function planFor(db: Db, slug: string, viewer: Viewer, allowed: PlanPermission = may.view): Promise<Plan> {
  const plan = orNotFound(await findPlan(db, slug))
  if (!may.view(viewer, plan)) throw new NotFound()
  orForbidden(allowed(viewer, plan))
  return plan
}
