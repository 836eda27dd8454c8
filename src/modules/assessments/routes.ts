import type { AuditChange } from '#modules/audit/queries.ts'
import type { Methodology, Section } from '#modules/methodology/editions/methodology.ts'
import { findMethodology } from '#modules/methodology/editions/queries.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import {
  answersByCriterion,
  missingAnswers,
  answerProgress,
  type MissingAnswer,
  type AnswerProgress,
} from './answers/answer.ts'
import { canBeginRound, type Assessment, type VillageMeeting } from './assessment/assessment.ts'
import { profileView, type ProfileView } from './profile/profile-chart.ts'
import { evidenceRoutes } from './answers/evidence-routes.ts'
import { filesOfAnswers } from './assessment/file-queries.ts'
import { meetingFileRoutes } from './meetings/file-routes.ts'
import { meetingRoutes } from './meetings/routes.ts'
import { participantRoutes } from './meetings/participant-routes.ts'
import { assessmentFor, type AssessmentPermission } from './assessment/load-assessment.ts'
import { may } from './assessment/policy.ts'
import { assessmentProfile, type AssessmentProfile } from './profile/profile.ts'
import { findAssessmentContent, listHistory, listRounds } from './assessment/queries.ts'
import { publicAssessmentRoutes } from './profile/public-routes.ts'
import { sectionRoutes } from './answers/section-routes.ts'
import { assessmentTransitionRoutes, type RoundContext } from './rounds/transition-routes.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/assessments/rounds/list': { rounds: RoundInList[]; drawn: ProfileView | null; parish: Assessment }
    'modules/assessments/rounds/overview': OverviewPage
  }
}

interface RoundInList {
  assessment: Assessment
  progress: AnswerProgress | null
  mayBegin: boolean
  /** A round waits for the ones before it. */
  waits: boolean
}

interface OverviewPage {
  assessment: Assessment
  methodology: Methodology
  sections: { section: Section; progress: AnswerProgress; lacks: number }[]
  missing: MissingAnswer[]
  meetings: VillageMeeting[]
  drawn: ProfileView | null
  history: AuditChange[]
  rights: Record<'drop' | 'edit' | 'submit' | 'withdraw' | 'decide' | 'freeze' | 'meet' | 'write', boolean>
  note: Form
}

/** The assessments of a parish: the work on them below /work, what is approved below /parishes. */
export function assessmentRoutes(services: Services) {
  const { db } = services
  const { router, get, post } = routes()

  const wholeOf = async (assessment: Assessment) => {
    const methodology = orNotFound(await findMethodology(db, assessment.methodologyVersionId))
    return { methodology, ...(await findAssessmentContent(db, assessment)) }
  }

  const seen = ({ viewer, params }: RoundContext, allowed: AssessmentPermission) =>
    assessmentFor(db, params, viewer, allowed)

  get(paths.assessments.first, signedIn, async ({ res, viewer, params, locale }) => {
    const all = await listRounds(db, params.parish)
    const parish = orNotFound(all[0])
    if (!may.view(viewer, parish)) throw new NotFound()
    const rounds: RoundInList[] = []
    const profiles: AssessmentProfile[] = []
    for (const assessment of all) {
      const follows = canBeginRound(assessment.round, all)
      const begun = assessment.state === 'none' ? null : await wholeOf(assessment)
      const answers = answersByCriterion(begun?.answers ?? [])
      if (begun) profiles.push(assessmentProfile(assessment.round, begun.methodology, answers, () => true))
      rounds.push({
        assessment,
        progress:
          begun &&
          answerProgress(
            begun.methodology.sections.flatMap(({ criteria }) => criteria),
            answers,
          ),
        mayBegin: follows && may.begin(viewer, assessment),
        waits: !follows,
      })
    }
    render(res, 'modules/assessments/rounds/list', { rounds, drawn: profileView(profiles, locale), parish })
  })

  const showOverview = async (
    { res, viewer, locale }: RoundContext,
    assessment: Assessment,
    note: Form,
    status = 200,
  ) => {
    const { methodology, ...work } = await wholeOf(assessment)
    const answers = answersByCriterion(work.answers)
    const missing = missingAnswers(methodology, { ...work, files: await filesOfAnswers(db, assessment.id) })
    const page = {
      sections: methodology.sections.map((section) => ({
        section,
        progress: answerProgress(section.criteria, answers),
        lacks: missing.filter((each) => each.section === section).length,
      })),
      drawn: profileView([assessmentProfile(assessment.round, methodology, answers, () => true)], locale),
      history: await listHistory(db, assessment),
      rights: {
        drop: may.drop(viewer, assessment) && work.answers.length === 0 && work.meetings.length === 0,
        edit: may.edit(viewer, assessment),
        submit: may.submit(viewer, assessment),
        withdraw: may.withdraw(viewer, assessment),
        decide: may.decide(viewer, assessment),
        freeze: may.freeze(viewer, assessment),
        meet: may.meet(viewer, assessment),
        write: may.write(viewer, assessment),
      },
    }
    const { meetings } = work
    render(
      res,
      'modules/assessments/rounds/overview',
      { assessment, methodology, missing, meetings, ...page, note },
      status,
    )
  }

  get(paths.assessments.overview, signedIn, async (context) => {
    const assessment = await seen(context, may.view)
    // Before it is begun there is nothing to see but the list of rounds.
    if (assessment.state === 'none') throw new NotFound()
    await showOverview(context, assessment, blankForm('assessments:decision'))
  })

  assessmentTransitionRoutes(services, { post }, seen, showOverview)
  publicAssessmentRoutes(services, { get })
  meetingRoutes(services, { get, post })
  participantRoutes(services, { get, post })
  meetingFileRoutes(services, { get, post })
  evidenceRoutes(services, { get, post })
  sectionRoutes(services, { get, post })

  return router
}
