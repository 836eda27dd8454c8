import { transact, type AuditedTransaction } from '#db/act.ts'
import { violatedConstraint } from '#db/failures.ts'
import { today } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure } from '#web/errors.ts'
import { blank, read, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { writingIn } from '#web/writing.ts'
import { reasonForm } from './forms.ts'
import { may } from './policy.ts'
import { halfDaysOf, type State, type TrainingDay } from './training.ts'
import * as steps from './step-commands.ts'

declare module '#web/render.ts' {
  interface Views {
    'training/cancel': { training: TrainingDay; form: Form; halfDays: number }
  }
}

export type OfDay = Asked<'day', Viewer>

interface Pages extends Pick<ReturnType<typeof routes>, 'get' | 'post'> {
  one: (asked: OfDay) => Promise<TrainingDay>
  show: (asked: OfDay, day: TrainingDay, refused: string, status: number) => Promise<void>
}

// What the database refuses is said on the day's own page.
const refusals: Record<string, string> = {
  training_days_dated: 'no_date',
  training_days_evidence: 'no_evidence',
}

/** The steps of a training day, each an address of its own. */
export function trainingStepRoutes({ db, now }: Services, { get, post, one, show }: Pages) {
  const back = ({ res, locale }: OfDay, { slug }: TrainingDay) =>
    res.redirect(303, `/${locale}${paths.training.workOnDay(slug)}#steps`)

  const step = (
    path: string,
    to: State,
    allowed: (viewer: Viewer, day: TrainingDay) => boolean,
    take: (tx: AuditedTransaction, day: TrainingDay) => Promise<void>,
  ) => {
    post(`${paths.training.workOnDay.pattern}/${path}`, signedIn, async (asked) => {
      const day = await one(asked)
      // Pressed twice, or by two people: it is so already.
      const already = day.state === to && may.manage(asked.viewer, day)
      ensure(already || allowed(asked.viewer, day))
      try {
        if (!already) await transact(db, asked.viewer, (tx) => take(tx, day))
      } catch (error) {
        const refused = refusals[violatedConstraint(error) ?? '']
        if (refused === undefined) throw error
        return show(asked, day, refused, 422)
      }
      noticed(asked.res, 'saved')
      back(asked, day)
    })
  }

  step('publication', 'published', may.publish, steps.publish)
  step('opening', 'registration_open', may.open, steps.openRegistration)
  step('closing', 'closed', may.close, steps.closeRegistration)
  step('holding', 'held', (viewer, day) => may.hold(viewer, day, today(now)), steps.hold)
  step('evidence', 'evidenced', may.evidence, steps.evidence)
  step('doubt', 'held', may.doubt, steps.doubt)
  step('report', 'reported', may.report, steps.report)

  const cancelling = async (asked: OfDay) => {
    const day = await one(asked)
    ensure(may.cancel(asked.viewer, day))
    return { training: day, halfDays: halfDaysOf(day) }
  }

  get(paths.training.cancellation, signedIn, async (asked) => {
    render(asked.res, 'training/cancel', { ...(await cancelling(asked)), form: blank('training:cancel') })
  })

  post(paths.training.cancellation, signedIn, async (asked) => {
    const { res, viewer, locale, body } = asked
    const current = await one(asked)
    if (current.state === 'cancelled' && may.manage(viewer, current)) return back(asked, current)
    const its = await cancelling(asked)
    const reading = read('training:cancel', reasonForm[locale], body)
    if (!reading.ok) return render(res, 'training/cancel', { ...its, form: reading.form }, 422)
    const writing = writingIn(asked)
    const reason = { source: writing, [writing]: reading.input.reason }
    await transact(db, viewer, (tx) => steps.cancel(tx, its.training, reason))
    noticed(res, 'training_cancelled')
    back(asked, its.training)
  })
}
