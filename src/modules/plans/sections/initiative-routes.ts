import type { Response } from 'express'
import { VersionConflict } from '#platform/db/transact.ts'
import { findAutosaveState } from '#modules/autosave/queries.ts'
import { startInPlan } from '#modules/initiatives/initiative/commands.ts'
import { isBeforeLaunch } from '#modules/initiatives/initiative/initiative.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import type { PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import { financeTotals, type FinanceTotals } from '#modules/plans/plan/finance.ts'
import { newInitiativeForm } from './schema.ts'
import { formOfInitiative, initiativeScope } from './initiative-form.ts'
import { initiativeAddress, initiativeChoices, initiativeSaving, subjectOf } from './initiative-save-routes.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { may } from '#modules/plans/plan/policy.ts'
import { findPlan } from '#modules/plans/plan/queries.ts'
import { findContent, listPlanned } from '#modules/plans/plan/section-queries.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { findRemarks } from '#modules/plans/plan/review-queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/sections/initiatives': ListPage
  }
}

interface ListPage {
  plan: Plan
  initiatives: { initiative: PlannedInitiative; totals: FinanceTotals; lines: number }[]
  mayEdit: boolean
  section: 'initiatives' | 'finance'
  form: Form
  writing: Locale
}

/** The initiatives of a plan: the list where one is added, and the page where one is described. */
export function initiativeRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const planOf = async (slug: string, viewer: Viewer) => {
    const plan = orNotFound(await findPlan(db, slug))
    if (!may.view(viewer, plan)) throw new NotFound()
    return plan
  }

  const openPlanOf = async (slug: string, viewer: Viewer) => {
    const plan = await planOf(slug, viewer)
    orForbidden(may.write(viewer, plan))
    if (!may.edit(viewer, plan)) throw new VersionConflict('the plan is no longer open')
    return plan
  }

  const showList = async (res: Response, page: Omit<ListPage, 'initiatives'>, status = 200) => {
    const { initiatives, lines } = await findContent(db, page.plan.parishId)
    const listed = initiatives.map((initiative) => {
      const own = lines.filter(({ initiativeId }) => initiativeId === initiative.id)
      return { initiative, totals: financeTotals(own), lines: own.length }
    })
    render(res, 'modules/plans/sections/initiatives', { ...page, initiatives: listed }, status)
  }

  const openList = (section: ListPage['section']) => async (context: RouteContext<'parish', Viewer>) => {
    const { res, viewer, params, locale } = context
    const plan = await planOf(params.parish, viewer)
    const form = blankForm('plans:new_initiative')
    await showList(res, { plan, mayEdit: may.edit(viewer, plan), section, form, writing: locale })
  }

  get(paths.plans.initiatives, signedIn, openList('initiatives'))
  get(paths.plans.finance, signedIn, openList('finance'))

  post(paths.plans.initiatives, signedIn, async (context) => {
    const { res, viewer, params, body, locale } = context
    const plan = await openPlanOf(params.parish, viewer)
    const writing = contentLocale(context)
    const reading = readForm('plans:new_initiative', newInitiativeForm[locale], body)
    if (!reading.ok) {
      return showList(res, { plan, mayEdit: true, section: 'initiatives', form: reading.form, writing }, 422)
    }

    const title = { source: writing, [writing]: reading.input.title }
    await saveNew(db, context, {
      make: async (tx) => {
        const { slug } = await startInPlan(tx, { parishId: plan.parishId, parishSlug: plan.parishSlug, title })
        return `${initiativeAddress(plan, slug)}?in=${writing}`
      },
      notice: null,
    })
  })

  const initiativeOf = async (plan: Plan, slug: string) =>
    orNotFound((await listPlanned(db, plan.parishId)).find((each) => each.slug === slug))

  get(paths.plans.initiative, signedIn, async (context) => {
    const { res, viewer, params, locale } = context
    const plan = await planOf(params.parish, viewer)
    const initiative = await initiativeOf(plan, params.initiative)
    const writing = contentLocale(context)
    const mayEdit = may.edit(viewer, plan)
    const kept = mayEdit ? await findAutosaveState(db, viewer, subjectOf(initiative), context.query['draft']) : null
    const form = kept?.restored
      ? withProblems(initiativeScope, kept.restored.fields, {})
      : formOfInitiative(initiative, locale, writing)
    const mayDrop = mayEdit && isBeforeLaunch(initiative)
    const page = {
      plan,
      initiative,
      writing,
      form,
      mayEdit,
      mayDrop,
      choices: initiativeChoices,
      conflict: null,
      drafting: kept,
    }
    const remarks = await findRemarks(db, plan, 'initiatives', initiative.id)
    render(res, 'modules/plans/sections/initiative', { ...page, remarks })
  })

  post(
    paths.plans.initiative,
    signedIn,
    initiativeSaving(db, async ({ params, viewer }) => {
      const plan = await openPlanOf(params.parish, viewer)
      return { plan, initiative: await initiativeOf(plan, params.initiative) }
    }),
  )
}
