import type { Response } from 'express'
import { today } from '#platform/values/day.ts'
import { parseMonth } from '#platform/forms/typed-time.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import { perMinute } from '#platform/limits/rate-limits.ts'
import { sendPdf } from '#platform/web/send-pdf.ts'
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
    'modules/mentors/timesheets/list': { timesheets: (TimesheetInList & { stage: TimesheetStage })[] }
    'modules/mentors/timesheets/show': TimesheetPage
  }
}

type OfMonth = RouteContext<'mentor' | 'month', Viewer>

/** Mentors sign their timesheets, communities confirm them, and partner staff approve them. */
export function timesheetRoutes(services: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const { db, now, printer } = services
  const pdfs = timesheetPdfs(printer)
  const allow = perMinute(30)

  get(paths.mentors.timesheets, signedIn, async ({ res, viewer, locale }) => {
    const timesheets = await listTimesheets(db, viewer, today(now), locale)
    render(res, 'modules/mentors/timesheets/list', {
      timesheets: timesheets.map((each) => ({ ...each, stage: timesheetStage(each) })),
    })
  })

  /** The month as far as the viewer may see it: the whole of it, or their own parish's part. */
  const find = async ({ viewer, params }: OfMonth): Promise<{ timesheet: Timesheet; whole: boolean }> => {
    const month = orNotFound(parseMonth(params.month))
    const timesheet = orNotFound(await findTimesheet(db, params.mentor, month, today(now)))
    const whole = may.seeTimesheet(viewer, timesheet)
    const part = whole ? timesheet : visiblePart(viewer, timesheet)
    if (part.parishes.length === 0) throw new NotFound()
    return { timesheet: part, whole }
  }

  const show = async (
    res: Response,
    viewer: Viewer,
    timesheet: Timesheet,
    page: Partial<TimesheetPage> = {},
    status = 200,
  ) => {
    const covering = may.seeTimesheet(viewer, timesheet)
      ? await listAssignmentsInMonth(db, timesheet.mentorId, timesheet.month)
      : []
    render(
      res,
      'modules/mentors/timesheets/show',
      { ...timesheetPage(viewer, timesheet, covering, today(now)), ...page },
      status,
    )
  }

  get(paths.mentors.timesheet, signedIn, async (context) => {
    await show(context.res, context.viewer, (await find(context)).timesheet)
  })

  get(paths.mentors.timesheetPdf, signedIn, async (context) => {
    const { timesheet, whole } = await find(context)
    if (!whole || timesheet.submissionId === null) throw new NotFound()
    const { req, res, viewer, locale } = context
    if (timesheet.state !== 'locked') await allow(viewer.id)
    const pdf = await pdfs.of(locale, timesheet)
    sendPdf(req, res, pdf, `timesheet-${timesheet.month}-${locale}.pdf`)
  })

  timesheetTransitionRoutes(services, { find, show }, { post })
  addendumRoutes(services, { find, show }, { post })
}
