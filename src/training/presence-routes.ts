import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden } from '#web/errors.ts'
import { sendPdf, refuseWhenBusy } from '#web/paper.ts'
import { render } from '#web/render.ts'
import { routes, signedIn } from '#web/routes.ts'
import { attendanceRoutes } from './attendance-routes.ts'
import { certificateRoutes } from './certificate-routes.ts'
import { loadList } from './list-routes.ts'
import { mayOfCatalogue } from './programme-policy.ts'
import { findAttendanceStatistics } from './presence-queries.ts'
import { signInSheet } from './sheet-print.ts'
import { signInSheetRoutes } from './sheet-routes.ts'
import { verificationRoutes } from './verification-routes.ts'

declare module '#web/render.ts' {
  interface Views {
    'training/numbers': Awaited<ReturnType<typeof findAttendanceStatistics>>
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

  get(paths.training.sheetPdf, signedIn, async (context) => {
    const { day, list } = await one(context)
    const { req, res, locale } = context
    const paper = await printer.print('sign-in-sheet', signInSheet(locale, day, list, origin)).catch(refuseWhenBusy)
    sendPdf(req, res, paper, `${day.slug}-${list.onDay}-${locale}.pdf`)
  })

  get(paths.training.attendanceOfAll, signedIn, async ({ res, viewer }) => {
    orForbidden(mayOfCatalogue.seeBank(viewer))
    render(res, 'training/numbers', await findAttendanceStatistics(db))
  })

  certificateRoutes(services, { get, post })
  verificationRoutes(services, { get, post })
  return router
}
