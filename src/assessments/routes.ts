import type { AuditChange } from '#audit/queries.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { Methodology, Section } from '#methodology/methodology.ts'
import { findMethodology } from '#methodology/queries.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#web/errors.ts'
import { blankForm, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { routes, signedIn } from '#web/routes.ts'
import {
  answersByCriterion,
  missingAnswers,
  answerProgress,
  type MissingAnswer,
  type AnswerProgress,
} from './answer.ts'
import { isRound, mayFollow, type Assessment, type VillageMeeting } from './assessment.ts'
import { profileView, type ProfileView } from './drawing.ts'
import { evidenceRoutes } from './evidence-routes.ts'
import { filesOfAnswers } from './file-queries.ts'
import { meetingFileRoutes } from './meeting-file-routes.ts'
import { meetingRoutes } from './meeting-routes.ts'
import { participantRoutes } from './names-routes.ts'
import { may } from './policy.ts'
import { assessmentProfile, type AssessmentProfile } from './profile.ts'
import { findAssessment, findWork, listHistory, listRounds } from './queries.ts'
import { publicAssessmentRoutes } from './reader-routes.ts'
import { sectionRoutes } from './section-routes.ts'
import { assessmentTransitionRoutes, type RoundContext } from './step-routes.ts'

declare module '#web/render.ts' {
  interface Views {
    'assessments/rounds': { rounds: RoundInList[]; drawn: ProfileView | null; parish: Assessment }
    'assessments/overview': OverviewPage
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
  rights: Record<'edit' | 'submit' | 'withdraw' | 'decide' | 'freeze' | 'meet' | 'write', boolean>
  note: Form
}

/** The assessments of a parish: the work on them below /work, what is approved below /parishes. */
export function assessmentRoutes(services: Services) {
  const { db } = services
  const { router, get, post } = routes()

  const wholeOf = async (assessment: Assessment) => {
    const methodology = orNotFound(await findMethodology(db, assessment.methodologyVersionId))
    return { methodology, ...(await findWork(db, assessment)) }
  }

  const seen = async (
    { viewer, params }: RoundContext,
    allowed: (viewer: Viewer, assessment: Assessment) => boolean,
  ) => {
    const { round, parish } = params
    const assessment = orNotFound(isRound(round) ? await findAssessment(db, parish, round) : null)
    if (!may.view(viewer, assessment)) throw new NotFound()
    orForbidden(allowed(viewer, assessment))
    return assessment
  }

  get(paths.assessments.first, signedIn, async ({ res, viewer, params, locale }) => {
    const all = await listRounds(db, params.parish)
    const parish = orNotFound(all[0])
    if (!may.view(viewer, parish)) throw new NotFound()
    const rounds: RoundInList[] = []
    const profiles: AssessmentProfile[] = []
    for (const assessment of all) {
      const follows = mayFollow(assessment.round, all)
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
    render(res, 'assessments/rounds', { rounds, drawn: profileView(profiles, locale), parish })
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
    render(res, 'assessments/overview', { assessment, methodology, missing, meetings, ...page, note }, status)
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
