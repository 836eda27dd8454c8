import { perform, Stale } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { brokenConstraint } from '#db/failures.ts'
import type { Clock } from '#lib/day.ts'
import { ensure } from '#web/errors.ts'
import { read, withProblems } from '#web/form.ts'
import { signedIn } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { listedIn } from './attendance.ts'
import { confirmAttendance, reopenAttendance } from './attendance-commands.ts'
import { countForm, reopenForm } from './attendance-forms.ts'
import { may } from './attendance-policy.ts'
import { addressOf, countWords, listOfDate, reopenWords, type Router, type ShowList } from './list-routes.ts'

/** The count of a list, confirmed by a second person, and opened again with a reason. */
export function countRoutes(db: Db, now: Clock, { post }: Router, show: ShowList) {
  const one = listOfDate(db)

  post('/work/training/:day/dates/:date/attendance/confirmation', signedIn, async (asked) => {
    const { viewer, body, locale, res } = asked
    const { day, list } = await one(asked)
    ensure(may.confirm(viewer, day, list))
    const reading = read(countWords, countForm[locale], body)
    if (!reading.ok) return show(asked, { training: day, list, counting: reading.form }, 422)
    const { counted, note } = reading.input
    const listed = listedIn(list.people)
    const refuse = (field: 'counted' | 'note' | 'form', key: string, status = 422) =>
      show(
        asked,
        {
          training: day,
          list,
          counting: withProblems(
            countWords,
            { ...body, version: String(list.version) },
            { [field]: { key, params: { listed } } },
          ),
        },
        status,
      )
    if (counted !== listed && note === '') return refuse('note', 'difference')
    const seen = { id: list.id, version: Number(body['version']) || 0 }
    try {
      await perform(db, viewer, (act) => confirmAttendance(act, seen, { counted, listed, note: note || null }, now()))
    } catch (error) {
      if (error instanceof Stale) return refuse('form', 'changed', 409)
      if (brokenConstraint(error) === 'attendance_lists_empty') return refuse('form', 'empty')
      throw error
    }
    noticed(res, 'count_confirmed')
    res.redirect(303, addressOf(asked))
  })

  post('/work/training/:day/dates/:date/attendance/reopening', signedIn, async (asked) => {
    const { viewer, body, locale, res } = asked
    const { day, list } = await one(asked)
    ensure(may.reopen(viewer, day, list))
    const reading = read(reopenWords, reopenForm[locale], body)
    if (!reading.ok) return show(asked, { training: day, list, reopening: reading.form }, 422)
    await perform(db, viewer, (act) => reopenAttendance(act, list, reading.input.reason))
    noticed(res, 'list_reopened')
    res.redirect(303, addressOf(asked))
  })
}
