import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import { today, type Day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import type { ApprovalCondition } from '#modules/plans/plan/remarks.ts'
import { noteForm } from './schema.ts'
import { planFor } from '#modules/plans/plan/load-plan.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { may } from '#modules/plans/plan/policy.ts'
import { confirmCondition, fulfilCondition, reopenCondition } from './commands.ts'
import { findCondition } from '#modules/plans/plan/review-queries.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/review/condition': {
      plan: Plan
      condition: ApprovalCondition
      form: Form
      today: Day
      mayMeet: boolean
      mayConfirm: boolean
      mayReopen: boolean
    }
  }
}

type OfCondition = RouteContext<'parish' | 'condition', Viewer>

/** Conditions of approvals: staff say that one is met and how, the lead partner confirms it. */
export function conditionRoutes({ db, now }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const placeOf = async ({ viewer, params }: OfCondition) => {
    const plan = await planFor(db, params.parish, viewer)
    return { plan, condition: orNotFound(await findCondition(db, plan.id, params.condition)) }
  }

  const show = ({ res, viewer }: OfCondition, plan: Plan, condition: ApprovalCondition, form: Form, status = 200) => {
    const rights = {
      mayMeet: may.meet(viewer, plan),
      mayConfirm: condition.metAt !== null && may.confirm(viewer, plan, condition),
      mayReopen: mayReopen(viewer, plan, condition),
    }
    render(res, 'modules/plans/review/condition', { plan, condition, form, today: today(now), ...rights }, status)
  }

  /** What somebody saw of the condition, so that a change of it since then is noticed. */
  const seenIn = ({ body }: OfCondition, { id }: ApprovalCondition) => ({ id, version: Number(body['version']) || 0 })

  get(paths.plans.condition, signedIn, async (context) => {
    const { plan, condition } = await placeOf(context)
    show(context, plan, condition, blankForm('review:met'))
  })

  post(paths.plans.conditionMet, signedIn, async (context) => {
    const { viewer, body, locale } = context
    const { plan, condition } = await placeOf(context)
    orForbidden(may.meet(viewer, plan))
    const reading = readForm('review:met', noteForm[locale], body)
    if (!reading.ok) return show(context, plan, condition, reading.form, 422)
    // Somebody marked it meanwhile: what they wrote is shown, and what was typed here stays.
    if (condition.metAt) return show(context, plan, condition, blankForm('review:met', body), 409)
    const writing = contentLocale(context)
    const note = { source: writing, [writing]: reading.input.note }
    await take(context, plan, (tx) => fulfilCondition(tx, plan, seenIn(context, condition), note), 'condition_met')
  })

  post(paths.plans.conditionConfirmation, signedIn, async (context) => {
    const { plan, condition } = await placeOf(context)
    orForbidden(condition.metAt !== null && may.confirm(context.viewer, plan, condition))
    await take(context, plan, (tx) => confirmCondition(tx, plan, seenIn(context, condition)), 'condition_confirmed')
  })

  post(paths.plans.conditionReopening, signedIn, async (context) => {
    const { plan, condition } = await placeOf(context)
    orForbidden(mayReopen(context.viewer, plan, condition))
    await take(context, plan, (tx) => reopenCondition(tx, plan, seenIn(context, condition)), 'condition_reopened')
  })

  const take = async (
    { res, viewer, locale }: OfCondition,
    plan: Plan,
    run: (tx: AuditedTransaction) => Promise<void>,
    notice: string,
  ) => {
    await transact(db, viewer, run)
    flash(res, notice)
    res.redirect(303, `/${locale}${paths.plans.overview(plan.parishSlug)}#conditions`)
  }
}

// Once confirmed, only the lead partner says that it is not so after all.
const mayReopen = (viewer: Viewer, plan: Plan, condition: ApprovalCondition) =>
  condition.metAt !== null &&
  (may.confirm(viewer, plan, condition) || (condition.confirmedAt === null && may.meet(viewer, plan)))
