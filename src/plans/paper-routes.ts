import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orNotFound, NotFound } from '#web/errors.ts'
import { perMinute } from '#web/limits.ts'
import { sendPdf, refuseWhenBusy } from '#web/paper.ts'
import { anyone, routes, signedIn, type RouteContext } from '#web/routes.ts'
import { planPdfs, type PlanDocumentKind } from './papers-print.ts'
import { may } from './policy.ts'
import { findPlan } from './queries.ts'
import { findContent } from './section-queries.ts'
import { planSnapshot } from './snapshot.ts'
import { findVersion } from './version-queries.ts'

/** Plans as PDF. What is in force and what was everybody may print; a draft those who see it. */
export function planPdfRoutes({ db, now, printer, config }: Services) {
  const papers = planPdfs(printer, config)
  const { router, get } = routes()
  const allow = perMinute(30)

  const sendVersion = async (
    context: RouteContext<'parish', Viewer | null>,
    kind: PlanDocumentKind,
    number: number | null,
  ) => {
    const { req, res, locale, params } = context
    const version = orNotFound(await findVersion(db, params.parish, number))
    const paper = await papers.ofVersion(kind, locale, version).catch(refuseWhenBusy)
    sendPdf(req, res, paper, `${params.parish}-${kind}-v${version.number}-${locale}.pdf`)
  }

  const sendDraft = async (
    { req, res, viewer, locale, params }: RouteContext<'parish', Viewer>,
    kind: PlanDocumentKind,
  ) => {
    const plan = orNotFound(await findPlan(db, params.parish))
    if (!may.view(viewer, plan) || plan.state === 'none') throw new NotFound()
    await allow(viewer.id)
    const snapshot = planSnapshot(plan, await findContent(db, plan.parishId))
    const paper = await papers.ofDraft(kind, locale, snapshot, now()).catch(refuseWhenBusy)
    sendPdf(req, res, paper, `${params.parish}-${kind}-draft-${locale}.pdf`)
  }

  get(paths.plans.inForcePdf, anyone, (context) => sendVersion(context, 'plan', null))
  get(paths.plans.poster, anyone, (context) => sendVersion(context, 'poster', null))
  get(paths.plans.publishedVersionPdf, anyone, (context) => {
    if (!/^[1-9]\d{0,5}$/.test(context.params.number)) throw new NotFound()
    return sendVersion(context, 'plan', Number(context.params.number))
  })
  get(paths.plans.draftPdf, signedIn, (context) => sendDraft(context, 'plan'))
  get(paths.plans.draftPoster, signedIn, (context) => sendDraft(context, 'poster'))

  return router
}
