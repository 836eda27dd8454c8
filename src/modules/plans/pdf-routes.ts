import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import { perMinute } from '#platform/limits/rate-limits.ts'
import { sendPdf } from '#platform/web/send-pdf.ts'
import { anyone, routes, signedIn, type RouteContext } from '#platform/web/routes.ts'
import { planPdfs, type PlanDocumentKind } from './documents/pdf.ts'
import { may } from './plan/policy.ts'
import { findPlan } from './plan/queries.ts'
import { findContent } from './plan/section-queries.ts'
import { planSnapshot } from './plan/snapshot.ts'
import { findVersion } from './versions/queries.ts'

/** Plans as PDF. What is in force and what was everybody may print; a draft those who see it. */
export function planPdfRoutes({ db, now, printer, config }: Services) {
  const pdfs = planPdfs(printer, config)
  const { router, get } = routes()
  const allow = perMinute(30)

  const sendVersion = async (
    context: RouteContext<'parish', Viewer | null>,
    kind: PlanDocumentKind,
    number: number | null,
  ) => {
    const { req, res, locale, params } = context
    const version = orNotFound(await findVersion(db, params.parish, number))
    const pdf = await pdfs.ofVersion(kind, locale, version)
    sendPdf(req, res, pdf, `${params.parish}-${kind}-v${version.number}-${locale}.pdf`)
  }

  const sendDraft = async (
    { req, res, viewer, locale, params }: RouteContext<'parish', Viewer>,
    kind: PlanDocumentKind,
  ) => {
    const plan = orNotFound(await findPlan(db, params.parish))
    if (!may.view(viewer, plan) || plan.state === 'none') throw new NotFound()
    await allow(viewer.id)
    const snapshot = planSnapshot(plan, await findContent(db, plan.parishId))
    const pdf = await pdfs.ofDraft(kind, locale, snapshot, now())
    sendPdf(req, res, pdf, `${params.parish}-${kind}-draft-${locale}.pdf`)
  }

  get(paths.plans.inForcePdf, anyone, (context) => sendVersion(context, 'plan', null))
  get(paths.plans.onePage, anyone, (context) => sendVersion(context, 'poster', null))
  get(paths.plans.publishedVersionPdf, anyone, (context) => {
    if (!/^[1-9]\d{0,5}$/.test(context.params.number)) throw new NotFound()
    return sendVersion(context, 'plan', Number(context.params.number))
  })
  get(paths.plans.draftPdf, signedIn, (context) => sendDraft(context, 'plan'))
  get(paths.plans.draftOnePage, signedIn, (context) => sendDraft(context, 'poster'))

  return router
}
