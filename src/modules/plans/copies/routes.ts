import { VersionConflict } from '#platform/db/transact.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { translations } from '#platform/i18n/translations.ts'
import { copyOfOwn, copyWithin, reusableParts, type CopyTitle } from './copy.ts'
import { copyIntoPlan } from './commands.ts'
import { initiativeIdsBySlug, listPlansToCopy, type PlanToCopy } from './queries.ts'
import type { Plan, PlanVersion } from '#modules/plans/plan/plan.ts'
import { may } from '#modules/plans/plan/policy.ts'
import { findPlan } from '#modules/plans/plan/queries.ts'
import { findContent } from '#modules/plans/plan/section-queries.ts'
import { findVersion, listVersions, type VersionInList } from '#modules/plans/versions/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/copies/form': CopiesPage
  }
}

interface CopiesPage {
  plan: Plan
  plans: PlanToCopy[]
  versions: VersionInList[]
  source: PlanVersion | null
  own: boolean
  form: Form
}

const scope = 'plans:copies'
const mark: CopyTitle = (locale, title) => translations[locale].t('plans:copies.marked', { title })

/** Beginning with what is written already: an initiative of this plan again, or those of a plan that was approved. */
export function copyRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const openPlanOf = async (slug: string, viewer: Viewer) => {
    const plan = orNotFound(await findPlan(db, slug))
    if (!may.view(viewer, plan)) throw new NotFound()
    orForbidden(may.write(viewer, plan))
    if (!may.edit(viewer, plan)) throw new VersionConflict('the plan is no longer open')
    return plan
  }

  post(paths.plans.initiativeCopy, signedIn, async (context) => {
    const { viewer, params } = context
    const plan = await openPlanOf(params.parish, viewer)
    const content = await findContent(db, plan.parishId)
    const initiative = orNotFound(content.initiatives.find(({ slug }) => slug === params.initiative))
    await saveNew(db, context, {
      make: async (tx) => {
        const copied = copyWithin(initiative, content, mark)
        const [copy] = await copyIntoPlan(tx, plan, [
          { copied, from: { initiativeId: initiative.id, versionId: null } },
        ])
        return `${paths.plans.initiative({ parish: plan.parishSlug, initiative: copy?.slug ?? '' })}?in=${initiative.title.source}`
      },
      notice: 'copied',
    })
  })

  const sourceOf = async (from: unknown, number: unknown): Promise<PlanVersion | null> => {
    if (typeof from !== 'string' || !/^[a-z0-9-]{1,80}$/.test(from)) return null
    const numbered = typeof number === 'string' && /^[1-9]\d{0,5}$/.test(number)
    return orNotFound(await findVersion(db, from, numbered ? Number(number) : null))
  }

  const show = async ({ res }: RouteContext<'parish', Viewer>, plan: Plan, source: PlanVersion | null, form: Form) => {
    const plans = source ? [] : await listPlansToCopy(db)
    const versions = source ? [] : await listVersions(db, plan.parishSlug)
    const own = source?.snapshot.parish.slug === plan.parishSlug
    const others = plans.filter(({ parishSlug }) => parishSlug !== plan.parishSlug)
    const status = Object.keys(form.problems).length > 0 ? 422 : 200
    render(res, 'modules/plans/copies/form', { plan, plans: others, versions, source, own, form }, status)
  }

  get(paths.plans.copies, signedIn, async (context) => {
    const plan = await openPlanOf(context.params.parish, context.viewer)
    await show(context, plan, await sourceOf(context.query['from'], context.query['version']), blankForm(scope))
  })

  post(paths.plans.copies, signedIn, async (context) => {
    const { viewer, params, body } = context
    const plan = await openPlanOf(params.parish, viewer)
    const source = orNotFound(await sourceOf(body['from'], body['version']))
    const { snapshot, id } = source
    const slugs = [body['initiative'] ?? []].flat()
    const chosen = snapshot.initiatives.filter(({ slug }) => slugs.includes(slug))
    if (chosen.length === 0) {
      return show(context, plan, source, withProblems(scope, body, { initiative: { key: 'choose', params: {} } }))
    }

    const ids = await initiativeIdsBySlug(
      db,
      chosen.map(({ slug }) => slug),
    )
    const copy = snapshot.parish.slug === plan.parishSlug ? copyOfOwn : reusableParts
    const copies = chosen.map((frozen) => ({
      copied: copy(frozen, snapshot),
      from: { initiativeId: orNotFound(ids.get(frozen.slug)), versionId: id },
    }))
    await saveNew(db, context, {
      make: async (tx) => {
        await copyIntoPlan(tx, plan, copies)
        return listOf(plan)
      },
      notice: 'copied',
    })
  })
}

const listOf = ({ parishSlug }: Plan) => paths.plans.initiatives(parishSlug)
