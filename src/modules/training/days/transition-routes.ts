import { type AuditedTransaction } from '#platform/db/transact.ts'
import { violatedConstraint } from '#platform/db/failures.ts'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden } from '#platform/web/errors.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { save } from '#platform/web/save.ts'
import { reasonForm } from './schema.ts'
import { may } from './policy.ts'
import type { TrainingState, TrainingDay } from './training-day.ts'
import * as steps from './transition-commands.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/days/cancel': { training: TrainingDay; form: Form; halfDays: number }
  }
}

export type DayContext = RouteContext<'day', Viewer>

interface Pages extends Pick<ReturnType<typeof routes>, 'get' | 'post'> {
  one: (context: DayContext) => Promise<TrainingDay>
  show: (context: DayContext, day: TrainingDay, refused: string, status: number) => Promise<void>
}

type StepPath = 'publication' | 'opening' | 'closing' | 'held' | 'evidenceFiles' | 'evidenceRejection' | 'report'

// What the database refuses is said on the day's own page.
const refusals: Record<string, string> = {
  training_days_dated: 'no_date',
  training_days_evidence: 'no_evidence',
}

/** The steps of a training day, each an address of its own. */
export function trainingTransitionRoutes({ db, now }: Services, { get, post, one, show }: Pages) {
  const stepsOf = ({ slug }: Pick<TrainingDay, 'slug'>) => `${paths.training.workOnDay(slug)}#steps`

  const step = (
    path: StepPath,
    to: TrainingState,
    allowed: (viewer: Viewer, day: TrainingDay) => boolean,
    take: (tx: AuditedTransaction, day: TrainingDay) => Promise<unknown>,
  ) => {
    post(paths.training[path], signedIn, async (context) => {
      const day = await one(context)
      // Pressed twice, or by two people: it is so already.
      const already = day.state === to && may.manage(context.viewer, day)
      orForbidden(already || allowed(context.viewer, day))
      let { slug } = day
      await save(db, context, {
        change: already
          ? null
          : async (tx) => {
              const moved = await take(tx, day)
              if (typeof moved === 'string') slug = moved
            },
        to: () => stepsOf({ slug }),
        failed: (error) => {
          const refused = refusals[violatedConstraint(error) ?? '']
          return refused === undefined ? null : () => show(context, day, refused, 422)
        },
      })
    })
  }

  step('publication', 'published', may.publish, steps.announceDay)
  step('opening', 'registration_open', may.open, steps.openRegistration)
  step('closing', 'closed', may.close, steps.closeRegistration)
  step('held', 'held', (viewer, day) => may.hold(viewer, day, today(now)), steps.markHeld)
  step('evidenceFiles', 'evidenced', may.evidence, steps.completeEvidence)
  step('evidenceRejection', 'held', may.doubt, steps.rejectEvidence)
  step('report', 'reported', may.report, steps.reportDay)

  const cancelling = async (context: DayContext) => {
    const day = await one(context)
    orForbidden(may.cancel(context.viewer, day))
    return { training: day, halfDays: day.halfDaysOwed }
  }

  get(paths.training.cancellation, signedIn, async (context) => {
    render(context.res, 'modules/training/days/cancel', {
      ...(await cancelling(context)),
      form: blankForm('training:cancel'),
    })
  })

  post(paths.training.cancellation, signedIn, async (context) => {
    const { res, viewer, locale, body } = context
    const current = await one(context)
    if (current.state === 'cancelled' && may.manage(viewer, current))
      return res.redirect(303, `/${locale}${stepsOf(current)}`)
    const its = await cancelling(context)
    const reading = readForm('training:cancel', reasonForm[locale], body)
    if (!reading.ok) return render(res, 'modules/training/days/cancel', { ...its, form: reading.form }, 422)
    const writing = contentLocale(context)
    const reason = { source: writing, [writing]: reading.input.reason }
    await save(db, context, {
      change: (tx) => steps.cancelDay(tx, its.training, reason),
      to: stepsOf(its.training),
      notice: 'training_cancelled',
    })
  })
}
