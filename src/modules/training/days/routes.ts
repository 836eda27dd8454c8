import { transact } from '#platform/db/transact.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { readForm, withProblems } from '#platform/forms/form-kit.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import { save, saveNew, type Rules } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import { planDay, updateDay } from './commands.ts'
import { fillDay, isAdding, newDay, putOff, readDay, withAddedRow, i18nScope } from './form.ts'
import { dayPage } from './form-page.ts'
import { reasonForm } from './schema.ts'
import { may } from './policy.ts'
import { findDay } from './queries.ts'
import { postponeDay } from './transition-commands.ts'
import type { DayContext } from './transition-routes.ts'
import type { TrainingDay } from './training-day.ts'

interface Pages extends Pick<ReturnType<typeof routes>, 'get' | 'post'> {
  one: (context: DayContext) => Promise<TrainingDay>
}

// People have registered, or were there, since the form was opened or before.
const rules: Rules = {
  training_days_capacity_taken: ['capacity', 'taken'],
  training_dates_attended: ['form', 'attended'],
  attendances_date_id_fkey: ['form', 'attended'],
  attendance_scans_date_id_fkey: ['form', 'attended'],
}

/** Planning a day, rewriting it, and putting it off to other dates. */
export function trainingDayRoutes({ db }: Services, { get, post, one }: Pages) {
  const { around, show, open } = dayPage(db)

  get(paths.training.plan, signedIn, async (context) => {
    const { viewer, query, locale } = context
    orForbidden(may.plan(viewer))
    const from = (query['from'] !== undefined && (await findDay(db, viewer, query['from']))) || null
    const its = await around(context, null, from)
    const organiser = its.choices.territories.length === 1 ? (its.choices.territories[0]?.id ?? '') : ''
    await open(context, 'plan', its, newDay(locale, contentLocale(context), from, organiser), from)
  })

  post(paths.training.plan, signedIn, async (context) => {
    const { viewer, body, locale } = context
    orForbidden(may.plan(viewer))
    const its = await around(context, null)
    if (isAdding(body)) return show(context, 'plan', its, withAddedRow(locale, body, its))
    const reading = readDay(locale, contentLocale(context), body, its)
    if (!reading.ok) return show(context, 'plan', its, reading.form)
    await saveNew(db, context, {
      make: async (tx) => {
        const { slug } = await planDay(tx, reading.input)
        return paths.training.workOnDay(slug)
      },
    })
  })

  const editing = async (context: DayContext, allowed: typeof may.edit) => {
    const day = await one(context)
    orForbidden(allowed(context.viewer, day))
    return { day, its: await around(context, day) }
  }

  get(paths.training.edit, signedIn, async (context) => {
    const { day, its } = await editing(context, may.edit)
    await open(context, 'edit', its, fillDay(context.locale, contentLocale(context), day))
  })

  post(paths.training.edit, signedIn, async (context) => {
    const { body, locale } = context
    const { day, its } = await editing(context, may.edit)
    if (isAdding(body)) return show(context, 'edit', its, withAddedRow(locale, body, its))
    const reading = readDay(locale, contentLocale(context), body, its)
    if (!reading.ok) return show(context, 'edit', its, reading.form)
    const seen = { ...day, version: Number(body['version']) || 0 }
    await save(db, context, {
      change: (tx) => updateDay(tx, seen, reading.input),
      to: `${paths.training.workOnDay(day.slug)}${body['then'] === undefined ? '' : `/edit?in=${nextContentLocale(context)}`}`,
      refused: { words: i18nScope, rules, show: (form) => show(context, 'edit', its, form) },
      conflict: {
        latest: () => editing(context, may.edit),
        fill: (now) => fillDay(locale, contentLocale(context), now.day),
        show: (now, form, conflict) => show(context, 'edit', now.its, form, { conflict }),
      },
    })
  })

  get(paths.training.postponement, signedIn, async (context) => {
    const { day, its } = await editing(context, may.postpone)
    await open(context, 'postpone', its, putOff(context.locale, contentLocale(context), day))
  })

  post(paths.training.postponement, signedIn, async (context) => {
    const { res, viewer, body, locale } = context
    const already = await one(context)
    if (already.state === 'postponed' && already.replacedBy)
      return res.redirect(303, `/${locale}${paths.training.workOnDay(already.replacedBy.slug)}`)
    const { day, its } = await editing(context, may.postpone)
    if (isAdding(body)) return show(context, 'postpone', its, withAddedRow(locale, body, its))
    const writing = contentLocale(context)
    const { dates: _, ...ofDay } = day
    const reading = readDay(locale, writing, body, { ...its, before: { ...ofDay, dates: [] } })
    const why = readForm(i18nScope, reasonForm[locale], body)
    const problems = { ...(why.ok ? {} : why.form.problems), ...(reading.ok ? {} : reading.form.problems) }
    if (!why.ok || !reading.ok) return show(context, 'postpone', its, withProblems(i18nScope, body, problems))
    const reason = { source: writing, [writing]: why.input.reason }
    const made = await transact(db, viewer, (tx) => postponeDay(tx, day, reason, reading.input))
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.training.workOnDay(orNotFound(made).slug)}`)
  })
}
