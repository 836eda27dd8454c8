import type { Change } from '#audit/queries.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { Methodology, Section } from '#methodology/methodology.ts'
import { findMethodology } from '#methodology/queries.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#web/errors.ts'
import { blankForm, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { routes, signedIn } from '#web/routes.ts'
import { byCriterion, missingIn, progressOf, type Missing, type Progress } from './answer.ts'
import { isRound, mayFollow, type Assessment, type Meeting } from './assessment.ts'
import { drawProfiles, type DrawnProfile } from './drawing.ts'
import { evidenceRoutes } from './evidence-routes.ts'
import { filesOfAnswers } from './file-queries.ts'
import { meetingFileRoutes } from './meeting-file-routes.ts'
import { meetingRoutes } from './meeting-routes.ts'
import { namesRoutes } from './names-routes.ts'
import { may } from './policy.ts'
import { profileOf, type Profile } from './profile.ts'
import { findAssessment, findWork, listHistory, listRounds } from './queries.ts'
import { readerRoutes } from './reader-routes.ts'
import { sectionRoutes } from './section-routes.ts'
import { stepRoutes, type InRound } from './step-routes.ts'

declare module '#web/render.ts' {
  interface Views {
    'assessments/rounds': { rounds: RoundInList[]; drawn: DrawnProfile | null; parish: Assessment }
    'assessments/overview': OverviewPage
  }
}

interface RoundInList {
  assessment: Assessment
  progress: Progress | null
  mayBegin: boolean
  /** A round waits for the ones before it. */
  waits: boolean
}

interface OverviewPage {
  assessment: Assessment
  methodology: Methodology
  sections: { section: Section; progress: Progress; lacks: number }[]
  missing: Missing[]
  meetings: Meeting[]
  drawn: DrawnProfile | null
  history: Change[]
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

  const seen = async ({ viewer, params }: InRound, allowed: (viewer: Viewer, assessment: Assessment) => boolean) => {
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
    const profiles: Profile[] = []
    for (const assessment of all) {
      const follows = mayFollow(assessment.round, all)
      const begun = assessment.state === 'none' ? null : await wholeOf(assessment)
      const answers = byCriterion(begun?.answers ?? [])
      if (begun) profiles.push(profileOf(assessment.round, begun.methodology, answers, () => true))
      rounds.push({
        assessment,
        progress:
          begun &&
          progressOf(
            begun.methodology.sections.flatMap(({ criteria }) => criteria),
            answers,
          ),
        mayBegin: follows && may.begin(viewer, assessment),
        waits: !follows,
      })
    }
    render(res, 'assessments/rounds', { rounds, drawn: drawProfiles(profiles, locale), parish })
  })

  const showOverview = async ({ res, viewer, locale }: InRound, assessment: Assessment, note: Form, status = 200) => {
    const { methodology, ...work } = await wholeOf(assessment)
    const answers = byCriterion(work.answers)
    const missing = missingIn(methodology, { ...work, files: await filesOfAnswers(db, assessment.id) })
    const page = {
      sections: methodology.sections.map((section) => ({
        section,
        progress: progressOf(section.criteria, answers),
        lacks: missing.filter((each) => each.section === section).length,
      })),
      drawn: drawProfiles([profileOf(assessment.round, methodology, answers, () => true)], locale),
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

  stepRoutes(services, { post }, seen, showOverview)
  readerRoutes(services, { get })
  meetingRoutes(services, { get, post })
  namesRoutes(services, { get, post })
  meetingFileRoutes(services, { get, post })
  evidenceRoutes(services, { get, post })
  sectionRoutes(services, { get, post })

  return router
}
