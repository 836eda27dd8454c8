import { hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'
import { isApproved, isAssessmentOpen, type AssessmentState } from '#modules/assessments/assessment/assessment.ts'
import type { Need } from './need.ts'

/** Who may do what to the needs of a parish and to what its meetings ranked. */
export const may = {
  view: (viewer: Viewer | null, place: Scope) => hasRoleFor(viewer, place, 'partner', 'lead', 'mentor', 'auditor'),

  edit: (viewer: Viewer | null, place: Scope) => hasRoleFor(viewer, place, 'partner'),

  /** What anybody finds on the parish's page. */
  seeInPublic: (need: Pick<Need, 'public' | 'state'>) => need.public && need.state !== 'dropped',

  /** What a meeting ranked stays with its assessment: once that is handed in, it is changed no more. */
  rank: (viewer: Viewer | null, place: Scope & { state: AssessmentState }) =>
    isAssessmentOpen(place) && hasRoleFor(viewer, place, 'partner'),

  seeRankedInPublic: (ranked: { state: AssessmentState; public: boolean }) => ranked.public || isApproved(ranked),
}
