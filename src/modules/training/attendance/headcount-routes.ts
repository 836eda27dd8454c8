import { transact } from '#platform/db/transact.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden } from '#platform/web/errors.ts'
import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { signedIn } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import { expectedSignatures } from './attendance.ts'
import { confirmAttendance, reopenAttendance } from './commands.ts'
import { countForm, reopenForm } from './schema.ts'
import { mayOfAttendance } from './policy.ts'
import { listPath, headcountScope, loadList, reopenScope, type AttendanceRouter, type ShowList } from './list-routes.ts'

/** The count of a list, confirmed by a second person, and opened again with a reason. */
export function headcountRoutes({ db, now }: Services, { post }: AttendanceRouter, show: ShowList) {
  const one = loadList(db)

  post(paths.training.attendanceConfirmation, signedIn, async (context) => {
    const { viewer, body, locale } = context
    const { day, list } = await one(context)
    orForbidden(mayOfAttendance.confirm(viewer, day, list))
    const reading = readForm(headcountScope, countForm[locale], body)
    if (!reading.ok) return show(context, { training: day, list, counting: reading.form }, 422)
    const { counted, note } = reading.input
    const listed = expectedSignatures(list.people)
    const again = (form: Form, status = 422) => show(context, { training: day, list, counting: form }, status)
    if (counted !== listed && note === '') {
      return again(withProblems(headcountScope, body, { note: { key: 'difference', params: { listed } } }))
    }
    const seen = { id: list.id, version: Number(body['version']) || 0 }
    await save(db, context, {
      change: (tx) => confirmAttendance(tx, seen, { counted, listed, note: note || null }, now()),
      to: listPath(context),
      notice: 'count_confirmed',
      refused: { words: headcountScope, rules: { attendance_lists_empty: ['form', 'empty'] }, show: again },
      conflict: {
        latest: () => one(context),
        fill: (current) => blankForm(headcountScope, { version: String(current.list.version) }),
        show: (current, { values }) => {
          const counting = withProblems(headcountScope, values, { form: { key: 'changed', params: {} } })
          return show(context, { training: current.day, list: current.list, counting }, 409)
        },
      },
    })
  })

  post(paths.training.attendanceReopening, signedIn, async (context) => {
    const { viewer, body, locale, res } = context
    const { day, list } = await one(context)
    orForbidden(mayOfAttendance.reopen(viewer, day, list))
    const reading = readForm(reopenScope, reopenForm[locale], body)
    if (!reading.ok) return show(context, { training: day, list, reopening: reading.form }, 422)
    await transact(db, viewer, (tx) => reopenAttendance(tx, list, reading.input.reason))
    flash(res, 'list_reopened')
    res.redirect(303, `/${locale}${listPath(context)}`)
  })
}
