import { transact } from '#db/act.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden } from '#web/errors.ts'
import { blankForm, readForm, withProblems, type Form } from '#web/form.ts'
import { signedIn } from '#web/routes.ts'
import { save } from '#web/save.ts'
import { flash } from '#web/site.ts'
import { listedIn } from './attendance.ts'
import { confirmAttendance, reopenAttendance } from './attendance-commands.ts'
import { countForm, reopenForm } from './attendance-forms.ts'
import { may } from './attendance-policy.ts'
import { addressOf, countWords, listOfDate, reopenWords, type Router, type ShowList } from './list-routes.ts'

/** The count of a list, confirmed by a second person, and opened again with a reason. */
export function countRoutes({ db, now }: Services, { post }: Router, show: ShowList) {
  const one = listOfDate(db)

  post(paths.training.attendanceConfirmation, signedIn, async (context) => {
    const { viewer, body, locale } = context
    const { day, list } = await one(context)
    orForbidden(may.confirm(viewer, day, list))
    const reading = readForm(countWords, countForm[locale], body)
    if (!reading.ok) return show(context, { training: day, list, counting: reading.form }, 422)
    const { counted, note } = reading.input
    const listed = listedIn(list.people)
    const again = (form: Form, status = 422) => show(context, { training: day, list, counting: form }, status)
    if (counted !== listed && note === '') {
      return again(withProblems(countWords, body, { note: { key: 'difference', params: { listed } } }))
    }
    const seen = { id: list.id, version: Number(body['version']) || 0 }
    await save(db, context, {
      change: (tx) => confirmAttendance(tx, seen, { counted, listed, note: note || null }, now()),
      to: addressOf(context),
      notice: 'count_confirmed',
      refused: { words: countWords, rules: { attendance_lists_empty: ['form', 'empty'] }, show: again },
      conflict: {
        latest: () => one(context),
        fill: (current) => blankForm(countWords, { version: String(current.list.version) }),
        show: (current, { values }) => {
          const counting = withProblems(countWords, values, { form: { key: 'changed', params: {} } })
          return show(context, { training: current.day, list: current.list, counting }, 409)
        },
      },
    })
  })

  post(paths.training.attendanceReopening, signedIn, async (context) => {
    const { viewer, body, locale, res } = context
    const { day, list } = await one(context)
    orForbidden(may.reopen(viewer, day, list))
    const reading = readForm(reopenWords, reopenForm[locale], body)
    if (!reading.ok) return show(context, { training: day, list, reopening: reading.form }, 422)
    await transact(db, viewer, (tx) => reopenAttendance(tx, list, reading.input.reason))
    flash(res, 'list_reopened')
    res.redirect(303, `/${locale}${addressOf(context)}`)
  })
}
