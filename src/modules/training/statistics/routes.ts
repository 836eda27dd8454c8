import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden } from '#platform/web/errors.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { sendPdf } from '#platform/web/send-pdf.ts'
import { render } from '#platform/pages/render.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { attendanceRoutes } from '#modules/training/attendance/routes.ts'
import { certificateRoutes } from '#modules/training/certificates/routes.ts'
import { loadList } from '#modules/training/attendance/list-routes.ts'
import { mayOfCatalogue } from '#modules/training/programme/policy.ts'
import { findAttendanceStatistics } from './queries.ts'
import { signInSheet } from '#modules/training/sign-in-sheets/document.ts'
import { signInSheetRoutes } from '#modules/training/sign-in-sheets/routes.ts'
import { verificationRoutes } from '#modules/training/certificates/verification-routes.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/statistics/numbers': Awaited<ReturnType<typeof findAttendanceStatistics>>
  }
}

/** Who came to training: sheets to sign, lists, counts, and certificates. */
export function attendanceStatisticsRoutes(services: Services) {
  const {
    db,
    printer,
    config: { origin },
  } = services
  const { router, get, post } = routes()
  const one = loadList(db)

  const showList = attendanceRoutes(services, { get, post })
  signInSheetRoutes(services, { get, post }, showList)

  get(paths.training.signInSheetPdf, signedIn, async (context) => {
    const { day, list } = await one(context)
    const { req, res, locale } = context
    const rows = list.people.length
    noteRead(res, { kind: 'attendance', subjectId: list.id, placeId: day.organiserId, rows, how: 'pdf' })
    const pdf = await printer.print('sign-in-sheet', signInSheet(locale, day, list, origin))
    sendPdf(req, res, pdf, `${day.slug}-${list.onDay}-${locale}.pdf`)
  })

  get(paths.training.attendanceOfAll, signedIn, async ({ res, viewer }) => {
    orForbidden(mayOfCatalogue.seeBank(viewer))
    render(res, 'modules/training/statistics/numbers', await findAttendanceStatistics(db))
  })

  certificateRoutes(services, { get, post })
  verificationRoutes(services, { get, post })
  return router
}
