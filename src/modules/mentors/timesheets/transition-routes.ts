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
  find: (context: TimesheetContext) => Promise<{ sheet: Timesheet; whole: boolean }>
  show: (res: Response, viewer: Viewer, sheet: Timesheet, page: Partial<TimesheetPage>, status: number) => Promise<void>
}

/** The page of a month, without the language. */
export const addressOf = ({ params }: TimesheetContext) =>
  paths.mentors.month({ mentor: params.mentor, month: params.month })

/** Leads back to the month, and says there that something was done. */
export const backToTimesheet = (context: TimesheetContext, notice: string) => {
  flash(context.res, notice)
  context.res.redirect(303, `/${context.locale}${addressOf(context)}`)
}

/** The steps of a month, from the mentor who signs it to the addenda of one that is locked. */
export function timesheetTransitionRoutes(
  { db, now }: Services,
  { find, show }: TimesheetPages,
  { post }: Pick<ReturnType<typeof routes>, 'post'>,
) {
  const seen = (sheet: Timesheet, version: unknown) => ({ id: sheet.id ?? '', version: Number(version) || 0 })

  post(paths.mentors.submission, signedIn, async (context) => {
    const { sheet } = await find(context)
    const { res, viewer, body } = context
    if (sheet.state === 'submitted' && sheet.submittedBy === viewer.id) return backToTimesheet(context, 'sent')
    orForbidden(may.submitTimesheet(viewer, sheet) && isMonthOver(sheet.month, today(now)))
    if (body['seen'] !== fingerprint(timesheetSnapshot(sheet))) return show(res, viewer, sheet, { changed: true }, 409)
    await transact(db, viewer, async (tx) => {
      await submitTimesheet(tx, sheet, now())
      await askCommunities(tx, sheet)
    })
    backToTimesheet(context, 'sent')
  })

  // Communities are asked to confirm, and partner staff where nobody of a community may.
  const askCommunities = async (tx: AuditedTransaction, sheet: Timesheet) => {
    for (const { id, territoryId } of sheet.parishes) {
      const confirmers = (await listConfirmersOf(tx.db, id, today(now))).filter((each) => each.id !== sheet.mentorId)
      if (confirmers.length > 0) await notifyOfTimesheet(tx, 'confirm', sheet, confirmers)
      else await notifyOfTimesheet(tx, 'without', sheet, await listStaffOf(tx.db, territoryId, today(now)))
    }
  }

  post(paths.mentors.recall, signedIn, async (context) => {
    const { sheet } = await find(context)
    if (sheet.state === 'draft' && sheet.mentorId === context.viewer.id) return backToTimesheet(context, 'saved')
    orForbidden(may.recallTimesheet(context.viewer, sheet))
    await transact(db, context.viewer, (tx) => recallTimesheet(tx, seen(sheet, context.body['version'])))
    backToTimesheet(context, 'saved')
  })

  post(paths.mentors.return, signedIn, async (context) => {
    const { sheet } = await find(context)
    const { res, viewer, locale, body } = context
    orForbidden(may.returnTimesheet(viewer, sheet))
    const reading = readReason('timesheets:returning', locale, body)
    if (!reading.ok) return show(res, viewer, sheet, { forms: timesheetForms('returning', reading.form) }, 422)
    await transact(db, viewer, async (tx) => {
      await returnTimesheet(tx, seen(sheet, body['version']), reading.input, now())
      await notifyOfTimesheet(tx, 'returned', sheet, await listAddressees(tx.db, [sheet.mentorId]))
    })
    flash(res, 'sent')
    res.redirect(303, `/${locale}${paths.mentors.months()}`)
  })

  post(paths.mentors.confirmation, signedIn, async (context) => {
    const { sheet } = await find(context)
    const { res, viewer, locale, body } = context
    const parish = orNotFound(sheet.parishes.find(({ id }) => id === body['parish']))
    if (parish.confirmedAt !== null) return backToTimesheet(context, 'saved')
    const without = !may.confirm(viewer, sheet, parish)
    orForbidden(!without || may.confirmWithoutCommunity(viewer, sheet, parish))
    const reading = without ? readReason('timesheets:going', locale, body, 'going') : { ok: true as const, input: null }
    if (!reading.ok) return show(res, viewer, sheet, { forms: timesheetForms('going', reading.form) }, 422)
    await decided(context, async (tx) => {
      await confirmTimesheet(tx, sheet, parish, reading.input, now())
      const rest = sheet.parishes.filter((each) => each.territoryId === parish.territoryId && each.confirmedAt === null)
      if (rest.length === 1)
        await notifyOfTimesheet(tx, 'approve', sheet, await listStaffOf(tx.db, parish.territoryId, today(now)))
    })
  })

  post(paths.mentors.approval, signedIn, async (context) => {
    const { sheet } = await find(context)
    const { viewer, body } = context
    const territory = orNotFound(sheet.parishes.find(({ territoryId }) => territoryId === body['territory']))
    if (territory.approvedAt !== null) return backToTimesheet(context, 'saved')
    orForbidden(may.approve(viewer, sheet, territory.territoryId))
    await decided(context, async (tx) => {
      const locked = await approveTimesheet(tx, sheet, territory.territoryId, now())
      if (locked) await notifyOfTimesheet(tx, 'locked', sheet, await listAddressees(tx.db, [sheet.mentorId]))
    })
  })

  /** A decision on what was submitted; where it was recalled, returned or decided meanwhile, the page is stale. */
  const decided = (context: TimesheetContext, run: (tx: AuditedTransaction) => Promise<void>) =>
    save(db, context, {
      change: run,
      to: addressOf(context),
      quicker: /^timesheets_wait|^timesheet_(confirmations|approvals)_pkey/,
    })
}
