import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { perMinute } from '#web/limits.ts'
import { sendPaper, whenBusy } from '#web/paper.ts'
import { anyone, type routes } from '#web/routes.ts'
import { visitPapers } from './print.ts'
import { may } from './policy.ts'
import { findVisit, listTravellers } from './queries.ts'
import { staff } from './staff-routes.ts'

/** A visit as PDF: the packing sheet for everybody who comes, the list of people for those in charge. */
export function paperRoutes({ db, printer }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  const papers = visitPapers(printer)
  const allow = perMinute(30)

  get(paths.visits.packing, anyone, async ({ req, res, viewer, locale, params }) => {
    const visit = found(await findVisit(db, viewer, params.visit))
    await allow(viewer?.id ?? req.ip ?? '')
    sendPaper(req, res, await papers.packing(locale, visit).catch(whenBusy), `${visit.slug}-packing-${locale}.pdf`)
  })

  get(paths.visits.travellersPdf, staff, async ({ req, res, viewer, locale, params }) => {
    const visit = found(await findVisit(db, viewer, params.visit))
    ensure(may.seePeople(viewer))
    await allow(viewer.id)
    const travellers = await listTravellers(db, viewer, visit)
    sendPaper(
      req,
      res,
      await papers.travellers(locale, visit, travellers).catch(whenBusy),
      `${visit.slug}-people-${locale}.pdf`,
    )
  })
}
