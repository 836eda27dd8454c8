import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import { isOpenComment, type Comment } from '#modules/plans/plan/remarks.ts'
import type { PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import { noteForm } from './schema.ts'
import { planFor } from '#modules/plans/plan/load-plan.ts'
import { isSection, type Plan, type SectionName } from '#modules/plans/plan/plan.ts'
import { may } from '#modules/plans/plan/policy.ts'
import { listPlanned } from '#modules/plans/plan/section-queries.ts'
import { addComment, reopenComment, resolveComment, withdrawComment } from './commands.ts'
import { findComment, findRemarks, type SectionRemarks } from '#modules/plans/plan/review-queries.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/review/comments': SectionRemarks & {
      plan: Plan
      section: SectionName
      initiatives: PlannedInitiative[]
      form: Form
      viewerId: string
      mayComment: boolean
    }
  }
}

type OfSection = RouteContext<'parish' | 'section', Viewer>
type OfComment = RouteContext<'parish' | 'comment', Viewer>

/** What those who help with a plan say of its sections to each other. */
export function commentRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const placeOf = async ({ viewer, params }: OfSection) => {
    if (!isSection(params.section)) throw new NotFound()
    const plan = await planFor(db, params.parish, viewer)
    return { plan, section: params.section, initiatives: await listPlanned(db, plan.parishId) }
  }

  const show = async (context: OfSection, place: Awaited<ReturnType<typeof placeOf>>, form: Form, status = 200) => {
    const { plan, section } = place
    const remarks = await findRemarks(db, plan, section, null)
    const mine = { viewerId: context.viewer.id, mayComment: mayComment(context.viewer, plan) }
    render(context.res, 'modules/plans/review/comments', { ...place, ...remarks, ...mine, form }, status)
  }

  get(paths.plans.comments, signedIn, async (context) => {
    const place = await placeOf(context)
    await show(context, place, blankForm('review:comment', { initiative: context.query['about'] ?? '' }))
  })

  post(paths.plans.comments, signedIn, async (context) => {
    const { viewer, locale, body } = context
    const place = await placeOf(context)
    orForbidden(mayComment(viewer, place.plan))
    const reading = readForm('review:comment', noteForm[locale], body)
    if (!reading.ok) return show(context, place, reading.form, 422)

    const writing = contentLocale(context)
    const initiativeId = place.initiatives.find(({ slug }) => slug === body['initiative'])?.id ?? null
    const about = { section: place.section, initiativeId }
    await saveNew(db, context, {
      make: async (tx) => {
        await addComment(tx, place.plan, about, { source: writing, [writing]: reading.input.note })
        return paths.plans.comments({ parish: place.plan.parishSlug, section: place.section })
      },
      notice: 'commented',
    })
  })

  const change = async (
    { res, viewer, params, locale, body }: OfComment,
    allowed: (viewer: Viewer, said: Comment) => boolean,
    run: (tx: AuditedTransaction, plan: Plan, said: Comment) => Promise<void>,
  ) => {
    const plan = await planFor(db, params.parish, viewer, may.comment)
    const said = orNotFound(await findComment(db, plan.id, params.comment))
    orForbidden(allowed(viewer, said))
    const seen = { ...said, version: Number(body['version']) || 0 }
    await transact(db, viewer, (tx) => run(tx, plan, seen))
    flash(res, 'saved')
    res.redirect(
      303,
      `/${locale}${paths.plans.comments({ parish: plan.parishSlug, section: said.section })}#comment-${said.id}`,
    )
  }

  const isThere = (_: Viewer, { withdrawnAt }: Comment) => withdrawnAt === null
  const isOwn = (viewer: Viewer, said: Comment) => isOpenComment(said) && said.writtenBy === viewer.id

  post(paths.plans.commentResolution, signedIn, (context) => change(context, isThere, resolveComment))
  post(paths.plans.commentReopening, signedIn, (context) => change(context, isThere, reopenComment))
  post(paths.plans.commentWithdrawal, signedIn, (context) => change(context, isOwn, withdrawComment))
}

// There is nothing to comment before a plan is begun.
const mayComment = (viewer: Viewer, plan: Plan) => plan.state !== 'none' && may.comment(viewer, plan)
