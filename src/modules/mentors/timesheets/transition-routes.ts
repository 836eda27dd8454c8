import type { Response } from 'express'
import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import { today } from '#platform/values/day.ts'
import { fingerprint } from '#platform/values/canonical.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import { listConfirmersOf, listStaffOf } from '#modules/mentors/assignments/queries.ts'
import { isMonthOver } from '#modules/mentors/assignments/calendar.ts'
import { approveTimesheet, confirmTimesheet, returnTimesheet, recallTimesheet, submitTimesheet } from './commands.ts'
import { notifyOfTimesheet } from './mail.ts'
import { timesheetForms, type TimesheetPage } from './form.ts'
import { may } from './policy.ts'
import { readReason } from '#modules/mentors/requests/form.ts'
import { listAddressees } from '#modules/mentors/requests/queries.ts'
import { timesheetSnapshot, type Timesheet } from './timesheet.ts'

export type TimesheetContext = RouteContext<'mentor' | 'month', Viewer>

export interface TimesheetPages {
  find: (context: TimesheetContext) => Promise<{ timesheet: Timesheet; whole: boolean }>
  show: (
    res: Response,
    viewer: Viewer,
    timesheet: Timesheet,
    page: Partial<TimesheetPage>,
    status: number,
  ) => Promise<void>
}

/** The page of a month, without the language. */
export const timesheetPath = ({ params }: TimesheetContext) =>
  paths.mentors.timesheet({ mentor: params.mentor, month: params.month })

/** Leads back to the month, and says there that something was done. */
export const backToTimesheet = (context: TimesheetContext, notice: string) => {
  flash(context.res, notice)
  context.res.redirect(303, `/${context.locale}${timesheetPath(context)}`)
}

/** The steps of a month, from the mentor who signs it to the addenda of one that is locked. */
export function timesheetTransitionRoutes(
  { db, now }: Services,
  { find, show }: TimesheetPages,
  { post }: Pick<ReturnType<typeof routes>, 'post'>,
) {
  const seen = (timesheet: Timesheet, version: unknown) => ({ id: timesheet.id ?? '', version: Number(version) || 0 })

  post(paths.mentors.submission, signedIn, async (context) => {
    const { timesheet } = await find(context)
    const { res, viewer, body } = context
    if (timesheet.state === 'submitted' && timesheet.submittedBy === viewer.id) return backToTimesheet(context, 'sent')
    orForbidden(may.submitTimesheet(viewer, timesheet) && isMonthOver(timesheet.month, today(now)))
    if (body['seen'] !== fingerprint(timesheetSnapshot(timesheet)))
      return show(res, viewer, timesheet, { changed: true }, 409)
    await transact(db, viewer, async (tx) => {
      await submitTimesheet(tx, timesheet, now())
      await askCommunities(tx, timesheet)
    })
    backToTimesheet(context, 'sent')
  })

  // Communities are asked to confirm, and partner staff where nobody of a community may.
  const askCommunities = async (tx: AuditedTransaction, timesheet: Timesheet) => {
    for (const { id, territoryId } of timesheet.parishes) {
      const confirmers = (await listConfirmersOf(tx.db, id, today(now))).filter(
        (each) => each.id !== timesheet.mentorId,
      )
      if (confirmers.length > 0) await notifyOfTimesheet(tx, 'confirm', timesheet, confirmers)
      else await notifyOfTimesheet(tx, 'without', timesheet, await listStaffOf(tx.db, territoryId, today(now)))
    }
  }

  post(paths.mentors.recall, signedIn, async (context) => {
    const { timesheet } = await find(context)
    if (timesheet.state === 'draft' && timesheet.mentorId === context.viewer.id)
      return backToTimesheet(context, 'saved')
    orForbidden(may.recallTimesheet(context.viewer, timesheet))
    await transact(db, context.viewer, (tx) => recallTimesheet(tx, seen(timesheet, context.body['version'])))
    backToTimesheet(context, 'saved')
  })

  post(paths.mentors.return, signedIn, async (context) => {
    const { timesheet } = await find(context)
    const { res, viewer, locale, body } = context
    orForbidden(may.returnTimesheet(viewer, timesheet))
    const reading = readReason('timesheets:returning', locale, body)
    if (!reading.ok) return show(res, viewer, timesheet, { forms: timesheetForms('returning', reading.form) }, 422)
    await transact(db, viewer, async (tx) => {
      await returnTimesheet(tx, seen(timesheet, body['version']), reading.input, now())
      await notifyOfTimesheet(tx, 'returned', timesheet, await listAddressees(tx.db, [timesheet.mentorId]))
    })
    flash(res, 'sent')
    res.redirect(303, `/${locale}${paths.mentors.timesheets()}`)
  })

  post(paths.mentors.confirmation, signedIn, async (context) => {
    const { timesheet } = await find(context)
    const { res, viewer, locale, body } = context
    const parish = orNotFound(timesheet.parishes.find(({ id }) => id === body['parish']))
    if (parish.confirmedAt !== null) return backToTimesheet(context, 'saved')
    const without = !may.confirm(viewer, timesheet, parish)
    orForbidden(!without || may.confirmWithoutCommunity(viewer, timesheet, parish))
    const reading = without ? readReason('timesheets:going', locale, body, 'going') : { ok: true as const, input: null }
    if (!reading.ok) return show(res, viewer, timesheet, { forms: timesheetForms('going', reading.form) }, 422)
    await decided(context, async (tx) => {
      await confirmTimesheet(tx, timesheet, parish, reading.input, now())
      const rest = timesheet.parishes.filter(
        (each) => each.territoryId === parish.territoryId && each.confirmedAt === null,
      )
      if (rest.length === 1)
        await notifyOfTimesheet(tx, 'approve', timesheet, await listStaffOf(tx.db, parish.territoryId, today(now)))
    })
  })

  post(paths.mentors.approval, signedIn, async (context) => {
    const { timesheet } = await find(context)
    const { viewer, body } = context
    const territory = orNotFound(timesheet.parishes.find(({ territoryId }) => territoryId === body['territory']))
    if (territory.approvedAt !== null) return backToTimesheet(context, 'saved')
    orForbidden(may.approve(viewer, timesheet, territory.territoryId))
    await decided(context, async (tx) => {
      const locked = await approveTimesheet(tx, timesheet, territory.territoryId, now())
      if (locked) await notifyOfTimesheet(tx, 'locked', timesheet, await listAddressees(tx.db, [timesheet.mentorId]))
    })
  })

  /** A decision on what was submitted; where it was recalled, returned or decided meanwhile, the page is stale. */
  const decided = (context: TimesheetContext, run: (tx: AuditedTransaction) => Promise<void>) =>
    save(db, context, {
      change: run,
      to: timesheetPath(context),
      quicker: /^timesheets_wait|^timesheet_(confirmations|approvals)_pkey/,
    })
}
