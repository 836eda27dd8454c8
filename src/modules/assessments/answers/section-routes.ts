import { VersionConflict } from '#platform/db/transact.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { Criterion, Methodology, Section } from '#modules/methodology/editions/methodology.ts'
import { findMethodology } from '#modules/methodology/editions/queries.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { withProblems, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { answersByCriterion, answerProgress, type AnswerProgress } from './answer.ts'
import { answerScope, formOfAnswer, readAnswer } from './form.ts'
import {
  isRound,
  type Answer,
  type Assessment,
  type VillageMeeting,
} from '#modules/assessments/assessment/assessment.ts'
import { saveAnswer } from './commands.ts'
import { filesOfAnswers } from '#modules/assessments/assessment/file-queries.ts'
import { may } from '#modules/assessments/assessment/policy.ts'
import { findAssessment, findAssessmentContent } from '#modules/assessments/assessment/queries.ts'
import { sectionSlug } from '#modules/assessments/assessment/section-slug.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/assessments/answers/section': SectionPage
  }
}

/** A section of an assessment with all that was answered so far. */
interface Place {
  assessment: Assessment
  methodology: Methodology
  section: Section
  answers: Map<string, Answer>
  files: Map<string, StoredFile[]>
  meetings: VillageMeeting[]
}

/** One question as its own form; what was typed and not saved stands in place of what is stored. */
interface Asking {
  criterion: Criterion
  answer: Answer | undefined
  files: StoredFile[]
  form: Form
  conflict: FieldDifference[] | null
}

interface SectionPage extends Place {
  asking: Asking[]
  sections: { section: Section; progress: AnswerProgress }[]
  writing: Locale
  mayEdit: boolean
  /** Whether an answer may become a need of the parish. */
  mayNote: boolean
}

type Typed = Pick<Asking, 'form' | 'conflict'> & { criterion: Criterion }
type InSection = RouteContext<'parish' | 'round' | 'section', Viewer>
type OfCriterion = RouteContext<'parish' | 'round' | 'section' | 'criterion', Viewer>

/** Pages of a section's questions, each answered by itself. */
export function sectionRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const placeOf = async ({ viewer, params }: InSection | OfCriterion): Promise<Place> => {
    const { parish, round } = params
    const assessment = orNotFound(isRound(round) ? await findAssessment(db, parish, round) : null)
    if (!may.view(viewer, assessment) || assessment.state === 'none') throw new NotFound()
    const methodology = orNotFound(await findMethodology(db, assessment.methodologyVersionId))
    const section = orNotFound(methodology.sections.find((each) => sectionSlug(each) === params.section))
    const { answers, meetings } = await findAssessmentContent(db, assessment)
    const files = await filesOfAnswers(db, assessment.id)
    return { assessment, methodology, section, answers: answersByCriterion(answers), files, meetings }
  }

  const show = (context: InSection | OfCriterion, place: Place, typed: Typed | null = null, status = 200) => {
    const { assessment, methodology, section, answers, files } = place
    const writing = contentLocale(context)
    const asking = section.criteria.map((criterion): Asking => {
      const given = answers.get(criterion.id)
      const stored = { form: formOfAnswer(criterion, given, context.locale, writing), conflict: null }
      const own = typed?.criterion === criterion ? typed : stored
      return {
        criterion,
        answer: given,
        files: files.get(given?.id ?? '') ?? [],
        form: own.form,
        conflict: own.conflict,
      }
    })
    const sections = methodology.sections.map((each) => ({
      section: each,
      progress: answerProgress(each.criteria, answers),
    }))
    const mayEdit = may.edit(context.viewer, assessment)
    const mayNote = may.write(context.viewer, assessment)
    render(
      context.res,
      'modules/assessments/answers/section',
      { ...place, asking, sections, writing, mayEdit, mayNote },
      status,
    )
  }

  get(paths.assessments.section, signedIn, async (context) => show(context, await placeOf(context)))

  post(paths.assessments.answer, signedIn, async (context) => {
    const { viewer, params, body, locale } = context
    const place = await placeOf(context)
    const { assessment, section, answers, meetings } = place
    const criterion = orNotFound(section.criteria.find(({ id }) => id === params.criterion))
    orForbidden(may.write(viewer, assessment))
    if (!may.edit(viewer, assessment)) throw new VersionConflict('the assessment is no longer open')

    const reading = readAnswer(criterion, answers.get(criterion.id), locale, body)
    if (!reading.ok) return show(context, place, { criterion, form: reading.form, conflict: null }, 422)
    const { meetingId } = reading.input
    if (meetingId !== null && !meetings.some(({ id }) => id === meetingId)) {
      const form = withProblems(answerScope, body, { meetingId: { key: 'choose', params: {} } })
      return show(context, place, { criterion, form, conflict: null }, 422)
    }
    const writing = contentLocale(context)
    await save(db, context, {
      change: (tx) => saveAnswer(tx, assessment, criterion, reading.input, writing),
      to: `${addressOf(place)}?in=${writing}#${criterion.code}`,
      notice: null,
      // Somebody answered the question meanwhile: both texts are shown, and saving again is a choice made knowingly.
      conflict: {
        latest: () => placeOf(context),
        fill: (now) => formOfAnswer(criterion, now.answers.get(criterion.id), locale, writing),
        show: (now, form, conflict) => show(context, now, { criterion: sameIn(now, criterion), form, conflict }, 409),
      },
    })
  })
}

const sameIn = ({ section }: Place, { id }: Criterion) => orNotFound(section.criteria.find((each) => each.id === id))

const addressOf = ({ assessment, section }: Place) =>
  paths.assessments.section({ parish: assessment.parishSlug, round: assessment.round, section: sectionSlug(section) })
