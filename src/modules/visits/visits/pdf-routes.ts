import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { perMinute } from '#platform/limits/rate-limits.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { sendPdf } from '#platform/web/send-pdf.ts'
import { anyone, type routes } from '#platform/web/routes.ts'
import { visitPdfs } from './document.ts'
import { may } from './policy.ts'
import { findVisit, listTravellers } from './queries.ts'
import { visitStaff } from './staff-guard.ts'

/** A visit as PDF: the packing sheet for everybody who comes, the list of people for those in charge. */
export function visitPdfRoutes({ db, printer }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  const pdfs = visitPdfs(printer)
  const allow = perMinute(30)

  get(paths.visits.packing, anyone, async ({ req, res, viewer, locale, params }) => {
    const visit = orNotFound(await findVisit(db, viewer, params.visit))
    await allow(viewer?.id ?? req.ip ?? '')
    sendPdf(req, res, await pdfs.packing(locale, visit), `${visit.slug}-packing-${locale}.pdf`)
  })

  get(paths.visits.travellersPdf, visitStaff, async ({ req, res, viewer, locale, params }) => {
    const visit = orNotFound(await findVisit(db, viewer, params.visit))
    orForbidden(may.seePeople(viewer))
    await allow(viewer.id)
    const travellers = await listTravellers(db, viewer, visit)
    noteRead(res, { kind: 'travellers', placeId: visit.hostId, rows: travellers.length, how: 'pdf' })
    sendPdf(req, res, await pdfs.travellers(locale, visit, travellers), `${visit.slug}-people-${locale}.pdf`)
  })
}
