import type { Response } from 'express'
import { transact, VersionConflict } from '#platform/db/transact.ts'
import { readFiles, showFiles, type ShownFile } from '#platform/files/file-field.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import { sendFile } from '#platform/files/send.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { Criterion, Section } from '#modules/methodology/editions/methodology.ts'
import { findMethodology } from '#modules/methodology/editions/queries.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { isRound, type Assessment } from '#modules/assessments/assessment/assessment.ts'
import { changeEvidence } from '#modules/assessments/assessment/file-commands.ts'
import { filesOfAnswers } from '#modules/assessments/assessment/file-queries.ts'
import { may } from '#modules/assessments/assessment/policy.ts'
import { findAssessment, findAssessmentContent } from '#modules/assessments/assessment/queries.ts'
import { sectionSlug } from '#modules/assessments/assessment/section-slug.ts'

interface Place {
  assessment: Assessment
  section: Section
  criterion: Criterion
  attached: StoredFile[]
}

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/assessments/answers/evidence': Omit<Place, 'attached'> & { form: Form; files: ShownFile[] }
  }
}

type OfCriterion = RouteContext<'parish' | 'round' | 'section' | 'criterion', Viewer>
type OfFile = RouteContext<'parish' | 'round' | 'section' | 'criterion' | 'file', Viewer>

const i18nScope = 'assessments:evidence'
const field = { name: 'files' }

/** Files that show the answer to a question to be right, for those who see the work on the assessment. */
export function evidenceRoutes(
  { db, store }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  const placeOf = async ({ viewer, params }: OfCriterion | OfFile): Promise<Place> => {
    const { parish, round } = params
    const assessment = orNotFound(isRound(round) ? await findAssessment(db, parish, round) : null)
    if (!may.view(viewer, assessment) || assessment.state === 'none') throw new NotFound()
    const { sections } = orNotFound(await findMethodology(db, assessment.methodologyVersionId))
    const section = orNotFound(sections.find((each) => sectionSlug(each) === params.section))
    const criterion = orNotFound(section.criteria.find(({ id }) => id === params.criterion))
    const { answers } = await findAssessmentContent(db, assessment)
    const answer = answers.find(({ criterionId }) => criterionId === criterion.id)
    const attached = answer ? ((await filesOfAnswers(db, assessment.id)).get(answer.id) ?? []) : []
    return { assessment, section, criterion, attached }
  }

  const show = (res: Response, { attached: _, ...place }: Place, form: Form, files: ShownFile[], status = 200) =>
    render(res, 'modules/assessments/answers/evidence', { ...place, form, files }, status)

  get(paths.assessments.evidence, signedIn, async (context) => {
    const place = await placeOf(context)
    orForbidden(may.edit(context.viewer, place.assessment))
    show(context.res, place, blankForm(i18nScope), showFiles(context.locale, place.attached))
  })

  post(paths.assessments.evidence, signedIn, async (context) => {
    const { res, viewer, body, locale } = context
    const place = await placeOf(context)
    orForbidden(may.write(viewer, place.assessment))
    if (!may.edit(viewer, place.assessment)) throw new VersionConflict('the assessment is no longer open')
    const reading = await readFiles(db, viewer, body, field, place.attached, locale)
    if (Object.keys(reading.problems).length > 0) {
      return show(res, place, withProblems(i18nScope, body, reading.problems), reading.shown, 422)
    }
    await transact(db, viewer, (tx) => changeEvidence(tx, place.assessment, place.criterion, reading))
    res.redirect(303, `/${locale}${sectionOf(place)}#${place.criterion.code}`)
  })

  get(paths.assessments.evidenceFile, signedIn, async (context) => {
    const { attached } = await placeOf(context)
    await sendFile(context.res, store, orNotFound(attached.find(({ id }) => id === context.params.file)))
  })
}

const sectionOf = ({ assessment, section }: Pick<Place, 'assessment' | 'section'>) =>
  paths.assessments.section({ parish: assessment.parishSlug, round: assessment.round, section: sectionSlug(section) })
