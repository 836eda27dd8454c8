import { hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'
import { isOpen, type Plan } from './plan.ts'

const staffOf = (viewer: Viewer | null, plan: Scope) => hasRoleFor(viewer, plan, 'partner')

/** Who may do what to a parish's plan. What is in force everybody may read; this is about the plan being worked on. */
export const may = {
  view: (viewer: Viewer | null, plan: Scope) => hasRoleFor(viewer, plan, 'partner', 'lead', 'mentor', 'auditor'),

  write: (viewer: Viewer | null, plan: Scope) => staffOf(viewer, plan),

  begin: (viewer: Viewer | null, plan: Plan) => plan.state === 'none' && staffOf(viewer, plan),

  edit: (viewer: Viewer | null, plan: Plan) => isOpen(plan) && staffOf(viewer, plan),

  submit: (viewer: Viewer | null, plan: Plan) => isOpen(plan) && staffOf(viewer, plan),

  withdraw: (viewer: Viewer | null, plan: Plan) => plan.state === 'submitted' && staffOf(viewer, plan),

  // Nobody decides on what they submitted themselves, whatever hats they wear.
  decide: (viewer: Viewer | null, plan: Plan) =>
    plan.state === 'submitted' && hasRoleFor(viewer, plan, 'lead') && plan.submittedBy !== viewer?.id,

  comment: (viewer: Viewer | null, plan: Scope) => hasRoleFor(viewer, plan, 'partner', 'lead', 'mentor'),

  /** Says that a condition of the approval is met, or that it is not after all. */
  meet: (viewer: Viewer | null, plan: Scope) => staffOf(viewer, plan),

  /** Says that it is so: the lead partner, and never who said it was met. */
  confirm: (viewer: Viewer | null, plan: Scope, condition: { metBy: string | null }) =>
    hasRoleFor(viewer, plan, 'lead') && condition.metBy !== viewer?.id,

  reopen: (viewer: Viewer | null, plan: Plan) => plan.state === 'approved' && staffOf(viewer, plan),
}
