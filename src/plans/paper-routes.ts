import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { found, NotFound } from '#web/errors.ts'
import { perMinute } from '#web/limits.ts'
import { sendPaper, whenBusy } from '#web/paper.ts'
import { anyone, routes, signedIn, type Asked } from '#web/routes.ts'
import { planPapers, type Kind } from './papers-print.ts'
import { may } from './policy.ts'
import { findPlan } from './queries.ts'
import { findContent } from './section-queries.ts'
import { snapshotOf } from './snapshot.ts'
import { findVersion } from './version-queries.ts'

/** Plans as PDF. What is in force and what was everybody may print; a draft those who see it. */
export function planPaperRoutes({ db, now, printer, config }: Services) {
  const papers = planPapers(printer, config)
  const { router, get } = routes()
  const allow = perMinute(30)

  const sendVersion = async (asked: Asked<'parish', Viewer | null>, kind: Kind, number: number | null) => {
    const { req, res, locale, params } = asked
    const version = found(await findVersion(db, params.parish, number))
    const paper = await papers.ofVersion(kind, locale, version).catch(whenBusy)
    sendPaper(req, res, paper, `${params.parish}-${kind}-v${version.number}-${locale}.pdf`)
  }

  const sendDraft = async ({ req, res, viewer, locale, params }: Asked<'parish', Viewer>, kind: Kind) => {
    const plan = found(await findPlan(db, params.parish))
    if (!may.view(viewer, plan) || plan.state === 'none') throw new NotFound()
    await allow(viewer.id)
    const snapshot = snapshotOf(plan, await findContent(db, plan.parishId))
    const paper = await papers.ofDraft(kind, locale, snapshot, now()).catch(whenBusy)
    sendPaper(req, res, paper, `${params.parish}-${kind}-draft-${locale}.pdf`)
  }

  get(paths.plans.inForcePdf, anyone, (asked) => sendVersion(asked, 'plan', null))
  get(paths.plans.poster, anyone, (asked) => sendVersion(asked, 'poster', null))
  get(paths.plans.publishedVersionPdf, anyone, (asked) => {
    if (!/^[1-9]\d{0,5}$/.test(asked.params.number)) throw new NotFound()
    return sendVersion(asked, 'plan', Number(asked.params.number))
  })
  get(paths.plans.draftPdf, signedIn, (asked) => sendDraft(asked, 'plan'))
  get(paths.plans.draftPoster, signedIn, (asked) => sendDraft(asked, 'poster'))

  return router
}
