import { isReferredTo } from '#platform/db/failures.ts'
import { transact } from '#platform/db/transact.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { save } from '#platform/web/save.ts'
import { findPublished } from '#modules/methodology/editions/queries.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { readForm, type Form } from '#platform/forms/form-kit.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import type { Assessment } from '#modules/assessments/assessment/assessment.ts'
import {
  approveAssessment,
  beginRound,
  dropRound,
  freezeAssessment,
  returnForChanges,
  AssessmentIncomplete,
  submitAssessment,
  withdrawAssessment,
} from './commands.ts'
import { noteForm } from '#modules/assessments/assessment/schema.ts'
import { may } from '#modules/assessments/assessment/policy.ts'

export type RoundContext = RouteContext<'parish' | 'round', Viewer>

type Seen = (context: RoundContext, allowed: typeof may.decide) => Promise<Assessment>
type Show = (context: RoundContext, assessment: Assessment, note: Form, status: number) => Promise<void>

type StepPath = 'submission' | 'withdrawal' | 'approval' | 'freezing'

/** The steps a round takes: begun, submitted, decided on, frozen. */
export function assessmentTransitionRoutes(
  { db }: Services,
  { post }: Pick<ReturnType<typeof routes>, 'post'>,
  seen: Seen,
  showOverview: Show,
) {
  const addressOf = ({ parishSlug, round }: Assessment) => paths.assessments.overview({ parish: parishSlug, round })

  post(paths.assessments.beginning, signedIn, async (context) => {
    const { res, viewer, locale } = context
    const assessment = await seen(context, may.begin)
    const methodology = orNotFound(await findPublished(db))
    await transact(db, viewer, (tx) => beginRound(tx, assessment, methodology))
    flash(res, 'assessment_begun')
    res.redirect(303, `/${locale}${addressOf(assessment)}`)
  })

  /** A step of the assessment: who may take it, the command that takes it, and what the next page says of it. */
  const step = (path: StepPath, allowed: typeof may.decide, take: typeof submitAssessment, notice: string) => {
    post(paths.assessments[path], signedIn, async (context) => {
      const assessment = await seen(context, allowed)
      await save(db, context, {
        change: (tx) => take(tx, assessment),
        to: addressOf(assessment),
        notice,
        // A round that grew incomplete meanwhile is left as it is: its page says what is missing.
        needless: (error) => error instanceof AssessmentIncomplete,
      })
    })
  }

  step('submission', may.submit, submitAssessment, 'assessment_submitted')
  step('withdrawal', may.withdraw, withdrawAssessment, 'assessment_withdrawn')
  step('approval', may.decide, approveAssessment, 'assessment_approved')
  step('freezing', may.freeze, freezeAssessment, 'assessment_frozen')

  post(paths.assessments.removal, signedIn, async (context) => {
    const assessment = await seen(context, may.drop)
    await save(db, context, {
      change: (tx) => dropRound(tx, assessment),
      to: paths.assessments.first(assessment.parishSlug),
      notice: 'assessment_dropped',
      // Something was answered meanwhile: the round stays, and its page shows it.
      needless: isReferredTo,
    })
  })

  post(paths.assessments.return, signedIn, async (context) => {
    const { res, viewer, locale, body } = context
    const assessment = await seen(context, may.decide)
    const reading = readForm('assessments:decision', noteForm[locale], body)
    if (!reading.ok) return showOverview(context, assessment, reading.form, 422)

    const writing = contentLocale(context)
    await transact(db, viewer, (tx) =>
      returnForChanges(tx, assessment, { source: writing, [writing]: reading.input.note }),
    )
    flash(res, 'assessment_returned')
    res.redirect(303, `/${locale}${addressOf(assessment)}`)
  })
}
