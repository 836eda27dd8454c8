import type { Response } from 'express'
import { parseMonth, today } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orNotFound, NotFound } from '#web/errors.ts'
import { perMinute } from '#web/limits.ts'
import { sendPdf, refuseWhenBusy } from '#web/paper.ts'
import { render } from '#web/render.ts'
import { signedIn, type RouteContext, type routes } from '#web/routes.ts'
import { timesheetPapers } from './papers-print.ts'
import { pageOf, partOf, type MonthPage } from './month-form.ts'
import { findTimesheet, listMonths, type MonthRow } from './month-queries.ts'
import { listCovering } from './flag-queries.ts'
import { addendumRoutes } from './addendum-routes.ts'
import { monthStepRoutes } from './month-step-routes.ts'
import { may } from './policy.ts'
import { stageOf, type Stage, type Timesheet } from './timesheet.ts'

declare module '#web/render.ts' {
  interface Views {
    'mentors/months': { months: (MonthRow & { stage: Stage })[] }
    'mentors/month': MonthPage
  }
}

type OfMonth = RouteContext<'mentor' | 'month', Viewer>

/** Mentors sign their months, communities confirm them, and partner staff approve them. */
export function monthRoutes(services: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const { db, now, printer } = services
  const papers = timesheetPapers(printer)
  const allow = perMinute(30)

  get(paths.mentors.months, signedIn, async ({ res, viewer }) => {
    const months = await listMonths(db, viewer, today(now))
    render(res, 'mentors/months', { months: months.map((month) => ({ ...month, stage: stageOf(month) })) })
  })

  /** The month as far as the viewer may see it: the whole of it, or their own parish's part. */
  const find = async ({ viewer, params }: OfMonth): Promise<{ sheet: Timesheet; whole: boolean }> => {
    const month = orNotFound(parseMonth(params.month))
    const sheet = orNotFound(await findTimesheet(db, params.mentor, month, today(now)))
    const whole = may.seeMonth(viewer, sheet)
    const part = whole ? sheet : partOf(viewer, sheet)
    if (part.parishes.length === 0) throw new NotFound()
    return { sheet: part, whole }
  }

  const show = async (res: Response, viewer: Viewer, sheet: Timesheet, page: Partial<MonthPage> = {}, status = 200) => {
    const covering = may.seeMonth(viewer, sheet) ? await listCovering(db, sheet.mentorId, sheet.month) : []
    render(res, 'mentors/month', { ...pageOf(viewer, sheet, covering, today(now)), ...page }, status)
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

  monthStepRoutes(services, { find, show }, { post })
  addendumRoutes(services, { find, show }, { post })
}
