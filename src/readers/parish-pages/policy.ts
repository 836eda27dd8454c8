import { may as mayOfPlan } from '#modules/plans/plan/policy.ts'
import { hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'

/** Who may do what to a parish. Its page is public. */
export const may = {
  view: () => true,

  edit: (viewer: Viewer | null, parish: Scope) => hasRoleFor(viewer, parish, 'partner', 'lead'),

  plan: mayOfPlan.view,

  readAdvice: (viewer: Viewer | null, parish: Scope) => hasRoleFor(viewer, parish, 'partner', 'lead', 'mentor'),

  propose: (viewer: Viewer | null, parish: Scope) => hasRoleFor(viewer, parish, 'member'),
}
