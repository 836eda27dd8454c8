import { may as mayOfPlan } from '#modules/plans/plan/policy.ts'
import { hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'

/** Who is shown what on the page of a parish, which is public. */
export const may = {
  view: () => true,

  plan: mayOfPlan.view,

  readAdvice: (viewer: Viewer | null, parish: Scope) => hasRoleFor(viewer, parish, 'partner', 'lead', 'mentor'),

  propose: (viewer: Viewer | null, parish: Scope) => hasRoleFor(viewer, parish, 'member'),
}
