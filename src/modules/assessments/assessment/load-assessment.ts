import type { Db } from '#platform/db/connection.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { orNotFound, orStepOver, NotFound } from '#platform/web/errors.ts'
import { assessmentStates, isRound, type Assessment } from './assessment.ts'
import { may } from './policy.ts'
import { findAssessment } from './queries.ts'

/** Whether a viewer may do something to an assessment. */
export type AssessmentPermission = (viewer: Viewer, assessment: Assessment) => boolean

/**
 * A round of assessing a parish for somebody who may see the work on it and do what is allowed; not found, or forbidden, for
 * others. Who may do it in another state of the round is led to its page.
 */
export async function assessmentFor(
  db: Db,
  { parish, round }: { parish: string; round: string },
  viewer: Viewer,
  allowed: AssessmentPermission,
): Promise<Assessment> {
  const assessment = orNotFound(isRound(round) ? await findAssessment(db, parish, round) : null)
  if (!may.view(viewer, assessment)) throw new NotFound()
  const { first, overview } = paths.assessments
  orStepOver((state) => allowed(viewer, { ...assessment, state }), {
    now: assessment.state,
    states: assessmentStates,
    page: assessment.state === 'none' ? first(parish) : overview({ parish, round }),
  })
  return assessment
}
