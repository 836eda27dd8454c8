import { transact } from '#platform/db/transact.ts'
import type { Timeline } from '#modules/initiatives/initiative/timeline.ts'
import { fingerprint } from '#platform/values/canonical.ts'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { planChangesBetween } from '#modules/plans/versions/changes.ts'
import { findFacts, type DecisionFacts } from './fact-queries.ts'
import { approvePlan, returnForChanges } from './commands.ts'
import { conditionLibrary } from '#modules/plans/review/condition-library.ts'
import { notesOfPlaces, notePlaces, readConditions, returnScope, withConditions, type NotePlace } from './form.ts'
import { returnForm } from '#modules/plans/review/schema.ts'
import { planFor } from '#modules/plans/plan/load-plan.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { timelineOfPlan } from '#modules/plans/plan/timeline.ts'
import { may } from '#modules/plans/plan/policy.ts'
import { localiseChanges, type LocalisedChanges } from '#modules/plans/versions/localised-changes.ts'
import { findContent, listPlanned } from '#modules/plans/plan/section-queries.ts'
import { planSnapshot, type PlanSnapshot } from '#modules/plans/plan/snapshot.ts'
import { versionSlug, type ArchivedVersion } from '#modules/plans/plan/submission.ts'
import { findVersion, findWaitingSubmission } from '#modules/plans/versions/queries.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/decisions/form': {
      plan: Plan
      sha256: string
      waiting: ArchivedVersion | null
      address: string | null
      changes: LocalisedChanges | null
      snapshot: PlanSnapshot
      timeline: Timeline | null
      places: NotePlace[]
      approval: Form
      returning: Form
      library: typeof conditionLibrary
      moved: boolean
      facts: DecisionFacts
    }
  }
}

type Deciding = RouteContext<'parish', Viewer>

interface Shown {
  approval?: Form
  returning?: Form
  status?: number
}

/** The page on which the lead partner decides on a submission, and what becomes of it. */
export function decisionRoutes({ db, now }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const standing = async (plan: Plan) => {
    const waiting = (await findWaitingSubmission(db, plan.id)) ?? null
    const snapshot: PlanSnapshot = waiting?.snapshot ?? planSnapshot(plan, await findContent(db, plan.parishId))
    return { waiting, snapshot, sha256: waiting?.sha256 ?? fingerprint(snapshot) }
  }

  const show = async ({ res, locale }: Deciding, plan: Plan, { approval, returning, status = 200 }: Shown = {}) => {
    const { waiting, snapshot, sha256 } = await standing(plan)
    const inForce = await findVersion(db, plan.parishSlug, null)
    const page = {
      plan,
      waiting,
      snapshot,
      timeline: timelineOfPlan(locale, plan.period, snapshot, today(now)),
      sha256,
      address: waiting && versionSlug(waiting),
      changes: inForce ? localiseChanges(locale, planChangesBetween(inForce.snapshot, snapshot)) : null,
      places: notePlaces(await listPlanned(db, plan.parishId)),
      approval: approval ?? withConditions({}, 1),
      returning: returning ?? blankForm(returnScope),
      library: conditionLibrary,
      moved: status === 409,
      facts: await findFacts(db, plan, waiting, today(now)),
    }
    render(res, 'modules/plans/decisions/form', page, status)
  }

  /** Whether the plan was taken back and handed in again since the person read what they decide on. */
  const hasMoved = async ({ body }: Deciding, plan: Plan) =>
    typeof body['sha256'] === 'string' && body['sha256'] !== (await standing(plan)).sha256

  const toOverview = ({ res, locale }: Deciding, plan: Plan) => {
    res.redirect(303, `/${locale}${paths.plans.overview(plan.parishSlug)}`)
  }

  get(paths.plans.decision, signedIn, async (context) => {
    await show(context, await planFor(db, context.params.parish, context.viewer, may.decide))
  })

  post(paths.plans.approval, signedIn, async (context) => {
    const { res, viewer, params, locale, body } = context
    const plan = await planFor(db, params.parish, viewer, may.decide)
    if (body['do'] === 'add') return show(context, plan, { approval: withConditions(body, 1) })
    const reading = readConditions(body, locale, contentLocale(context), today(now))
    if (!reading.ok) return show(context, plan, { approval: reading.form, status: 422 })
    if (await hasMoved(context, plan)) return show(context, plan, { approval: withConditions(body, 0), status: 409 })

    await transact(db, viewer, (tx) => approvePlan(tx, plan, { conditions: reading.conditions }))
    flash(res, 'plan_approved')
    toOverview(context, plan)
  })

  post(paths.plans.return, signedIn, async (context) => {
    const { res, viewer, params, locale, body } = context
    const plan = await planFor(db, params.parish, viewer, may.decide)
    const places = notePlaces(await listPlanned(db, plan.parishId))
    const schema = returnForm(
      locale,
      places.map(({ name }) => name),
    )
    const typed = Object.fromEntries(places.map(({ name }) => [name, '']))
    const reading = readForm(returnScope, schema, { ...typed, ...body })
    if (!reading.ok) return show(context, plan, { returning: reading.form, status: 422 })
    if (await hasMoved(context, plan))
      return show(context, plan, { returning: blankForm(returnScope, body), status: 409 })

    const writing = contentLocale(context)
    const note = { source: writing, [writing]: reading.input.note }
    await transact(db, viewer, (tx) =>
      returnForChanges(tx, plan, { note, notes: notesOfPlaces(reading.input, places, writing) }),
    )
    flash(res, 'plan_returned')
    toOverview(context, plan)
  })
}
