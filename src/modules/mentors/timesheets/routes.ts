import type { Response } from 'express'
import { parseMonth, today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import { perMinute } from '#platform/web/rate-limits.ts'
import { sendPdf, refuseWhenBusy } from '#platform/web/send-pdf.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { timesheetPdfs } from './pdf.ts'
import { timesheetPage, visiblePart, type TimesheetPage } from './form.ts'
import { findTimesheet, listTimesheets, type TimesheetInList } from './queries.ts'
import { listAssignmentsInMonth } from './overlap-queries.ts'
import { addendumRoutes } from './addendum-routes.ts'
import { timesheetTransitionRoutes } from './transition-routes.ts'
import { may } from './policy.ts'
import { timesheetStage, type TimesheetStage, type Timesheet } from './timesheet.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/mentors/timesheets/list': { months: (TimesheetInList & { stage: TimesheetStage })[] }
    'modules/mentors/timesheets/show': TimesheetPage
  }
}

type OfMonth = RouteContext<'mentor' | 'month', Viewer>

/** Mentors sign their months, communities confirm them, and partner staff approve them. */
export function timesheetRoutes(services: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const { db, now, printer } = services
  const papers = timesheetPdfs(printer)
  const allow = perMinute(30)

  get(paths.mentors.months, signedIn, async ({ res, viewer }) => {
    const months = await listTimesheets(db, viewer, today(now))
    render(res, 'modules/mentors/timesheets/list', {
      months: months.map((month) => ({ ...month, stage: timesheetStage(month) })),
    })
  })

  /** The month as far as the viewer may see it: the whole of it, or their own parish's part. */
  const find = async ({ viewer, params }: OfMonth): Promise<{ sheet: Timesheet; whole: boolean }> => {
    const month = orNotFound(parseMonth(params.month))
    const sheet = orNotFound(await findTimesheet(db, params.mentor, month, today(now)))
    const whole = may.seeTimesheet(viewer, sheet)
    const part = whole ? sheet : visiblePart(viewer, sheet)
    if (part.parishes.length === 0) throw new NotFound()
    return { sheet: part, whole }
  }

  const show = async (
    res: Response,
    viewer: Viewer,
    sheet: Timesheet,
    page: Partial<TimesheetPage> = {},
    status = 200,
  ) => {
    const covering = may.seeTimesheet(viewer, sheet)
      ? await listAssignmentsInMonth(db, sheet.mentorId, sheet.month)
      : []
    render(
      res,
      'modules/mentors/timesheets/show',
      { ...timesheetPage(viewer, sheet, covering, today(now)), ...page },
      status,
    )
  }

  get(paths.mentors.month, signedIn, async (context) => {
    await show(context.res, context.viewer, (await find(context)).sheet)
  })

  get(paths.mentors.timesheetPdf, signedIn, async (context) => {
    const { sheet, whole } = await find(context)
    if (!whole || sheet.submissionId === null) throw new NotFound()
    const { req, res, viewer, locale } = context
    if (sheet.state !== 'locked') await allow(viewer.id)
    const paper = await papers.of(locale, sheet).catch(refuseWhenBusy)
    sendPdf(req, res, paper, `timesheet-${sheet.month}-${locale}.pdf`)
  })

  timesheetTransitionRoutes(services, { find, show }, { post })
  addendumRoutes(services, { find, show }, { post })
}
