import { transact } from '#platform/db/transact.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { readForm, type Form } from '#platform/forms/form-kit.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import { saveNew, type Rules } from '#platform/web/save.ts'
import { addendumForm } from './schema.ts'
import { addAddendum, decideAddendum } from './commands.ts'
import { timesheetForms } from './form.ts'
import { timesheetPath, backToTimesheet, type TimesheetPages } from './transition-routes.ts'
import { may } from './policy.ts'

const words = 'timesheets:addendum'

const rules: Rules = {
  timesheet_addenda_inside_assignment: ['parishId', 'not_assigned'],
  timesheet_addenda_not_below_nothing: ['minutes', 'below_nothing'],
}

/** What changes in a month that is locked: a row beside it, with a reason, which partner staff approve. */
export function addendumRoutes(
  { db, now }: Services,
  { find, show }: TimesheetPages,
  { post }: Pick<ReturnType<typeof routes>, 'post'>,
) {
  post(paths.mentors.addenda, signedIn, async (context) => {
    const { timesheet } = await find(context)
    const { res, viewer, locale, body } = context
    orForbidden(may.writeAddendum(viewer, timesheet))
    const again = (form: Form) => show(res, viewer, timesheet, { forms: timesheetForms('addendum', form) }, 422)
    const reading = readForm(words, addendumForm[locale], body)
    if (!reading.ok) return again(reading.form)
    const { parishId, minutes, why } = reading.input
    const text = setTranslation(locale, null, why) ?? { source: locale, [locale]: why }
    await saveNew(db, context, {
      make: async (tx) => {
        await addAddendum(tx, timesheet, { parishId, minutes, reason: text }, now())
        return timesheetPath(context)
      },
      refused: { words, rules, show: again },
    })
  })

  post(paths.mentors.addendum, signedIn, async (context) => {
    const { timesheet } = await find(context)
    const { viewer, params, body } = context
    const addendum = orNotFound(timesheet.addenda.find(({ id }) => id === params.addendum))
    if (addendum.decidedAt !== null) return backToTimesheet(context, 'saved')
    orForbidden(may.decideAddendum(viewer, timesheet, addendum))
    await transact(db, viewer, (tx) => decideAddendum(tx, addendum, body['do'] === 'approve', now()))
    backToTimesheet(context, 'saved')
  })
}
