import { hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'
import { visibilities, type Visibility } from '#modules/methodology/editions/methodology.ts'
import { isAssessmentOpen, type Assessment } from './assessment.ts'

type Standing = Scope & Pick<Assessment, 'state'>
type Decided = Standing & Pick<Assessment, 'submittedBy'>

const staffOf = (viewer: Viewer | null, place: Scope) => hasRoleFor(viewer, place, 'partner')

/** Who may do what to an assessment of a parish. */
export const may = {
  /** The work on it. What is approved others read too, as far as its criteria are theirs to read. */
  view: (viewer: Viewer | null, place: Scope) => hasRoleFor(viewer, place, 'partner', 'lead', 'mentor', 'auditor'),

  write: staffOf,

  begin: (viewer: Viewer | null, each: Standing) => each.state === 'none' && staffOf(viewer, each),

  /** Whether anything was answered or met for is held against the rows when it is dropped. */
  drop: (viewer: Viewer | null, each: Standing) => each.state === 'draft' && staffOf(viewer, each),

  edit: (viewer: Viewer | null, each: Standing) => isAssessmentOpen(each) && staffOf(viewer, each),

  submit: (viewer: Viewer | null, each: Standing) => isAssessmentOpen(each) && staffOf(viewer, each),

  withdraw: (viewer: Viewer | null, each: Standing) => each.state === 'submitted' && staffOf(viewer, each),

  // Nobody decides on what they submitted themselves, whatever hats they wear.
  decide: (viewer: Viewer | null, each: Decided) =>
    each.state === 'submitted' && hasRoleFor(viewer, each, 'lead') && each.submittedBy !== viewer?.id,

  freeze: (viewer: Viewer | null, each: Standing) => each.state === 'approved' && hasRoleFor(viewer, each, 'lead'),

  /** Minutes and photos of a meeting are often late: until the assessment is frozen its meetings are kept up to date. */
  meet: (viewer: Viewer | null, each: Standing) =>
    each.state !== 'none' && each.state !== 'frozen' && staffOf(viewer, each),

  /** Names are for those who answer for the evidence; others do not learn whether there are any. */
  readNames: (viewer: Viewer | null, place: Scope) => hasRoleFor(viewer, place, 'partner', 'lead', 'auditor'),

  /** Names can be corrected and forgotten whatever has been decided. */
  writeNames: staffOf,
}

/** Whether the viewer may read what an approved assessment answers to a criterion of this visibility. */
export function mayReadAnswer(viewer: Viewer | null, place: Scope, visibility: Visibility): boolean {
  if (visibility === 'public' || may.view(viewer, place)) return true
  return visibility === 'community' && hasRoleFor(viewer, place, 'member')
}

/** The visibilities of criteria whose approved answers the viewer may read, for conditions of a query. */
export const readableVisibilities = (viewer: Viewer | null, place: Scope): Visibility[] =>
  visibilities.filter((visibility) => mayReadAnswer(viewer, place, visibility))
