import { transact } from '#db/act.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { read, withProblems } from '#web/form.ts'
import { signedIn, type routes } from '#web/routes.ts'
import { save, saveNew, type Rules } from '#web/save.ts'
import { noticed } from '#web/site.ts'
import { goingOnIn, writingIn } from '#web/writing.ts'
import { planDay, reviseDay } from './commands.ts'
import { fillDay, isAdding, newDay, readDay, withMore, words } from './day-form.ts'
import { dayPage } from './day-page-routes.ts'
import { reasonForm } from './forms.ts'
import { may } from './policy.ts'
import { findDay } from './queries.ts'
import { postpone } from './step-commands.ts'
import type { OfDay } from './step-routes.ts'
import type { TrainingDay } from './training.ts'

interface Pages extends Pick<ReturnType<typeof routes>, 'get' | 'post'> {
  one: (asked: OfDay) => Promise<TrainingDay>
}

// People have registered, or were there, since the form was opened or before.
const rules: Rules = {
  training_days_capacity_taken: ['capacity', 'taken'],
  training_dates_attended: ['form', 'attended'],
  attendances_date_id_fkey: ['form', 'attended'],
  attendance_papers_date_id_fkey: ['form', 'attended'],
}

/** Planning a day, rewriting it, and putting it off to other dates. */
export function trainingDayRoutes({ db }: Services, { get, post, one }: Pages) {
  const { around, show, open } = dayPage(db)

  get(paths.training.plan, signedIn, async (asked) => {
    const { viewer, query, locale } = asked
    ensure(may.plan(viewer))
    const from = (query['from'] !== undefined && (await findDay(db, viewer, query['from']))) || null
    const its = await around(asked, null, from)
    const organiser = its.choices.territories.length === 1 ? (its.choices.territories[0]?.id ?? '') : ''
    await open(asked, 'plan', its, newDay(locale, writingIn(asked), from, organiser), from)
  })

  post(paths.training.plan, signedIn, async (asked) => {
    const { viewer, body, locale } = asked
    ensure(may.plan(viewer))
    const its = await around(asked, null)
    if (isAdding(body)) return show(asked, 'plan', its, withMore(locale, body, its))
    const reading = readDay(locale, writingIn(asked), body, its)
    if (!reading.ok) return show(asked, 'plan', its, reading.form)
    await saveNew(db, asked, {
      make: async (tx) => {
        const { slug } = await planDay(tx, reading.facts)
        return paths.training.workOnDay(slug)
      },
    })
  })

  const editing = async (asked: OfDay, allowed: typeof may.edit) => {
    const day = await one(asked)
    ensure(allowed(asked.viewer, day))
    return { day, its: await around(asked, day) }
  }

  get(paths.training.edit, signedIn, async (asked) => {
    const { day, its } = await editing(asked, may.edit)
    await open(asked, 'edit', its, fillDay(asked.locale, writingIn(asked), day))
  })

  post(paths.training.edit, signedIn, async (asked) => {
    const { body, locale } = asked
    const { day, its } = await editing(asked, may.edit)
    if (isAdding(body)) return show(asked, 'edit', its, withMore(locale, body, its))
    const reading = readDay(locale, writingIn(asked), body, its)
    if (!reading.ok) return show(asked, 'edit', its, reading.form)
    const seen = { ...day, version: Number(body['version']) || 0 }
    await save(db, asked, {
      change: (tx) => reviseDay(tx, seen, reading.facts),
      to: `${paths.training.workOnDay(day.slug)}${body['then'] === undefined ? '' : `/edit?in=${goingOnIn(asked)}`}`,
      refused: { words, rules, show: (form) => show(asked, 'edit', its, form) },
      conflict: {
        latest: () => editing(asked, may.edit),
        fill: (now) => fillDay(locale, writingIn(asked), now.day),
        show: (now, form, conflict) => show(asked, 'edit', now.its, form, { conflict }),
      },
    })
  })

  get(paths.training.postponement, signedIn, async (asked) => {
    const { day, its } = await editing(asked, may.postpone)
    await open(asked, 'postpone', its, newDay(asked.locale, writingIn(asked), day, day.organiserId))
  })

  post(paths.training.postponement, signedIn, async (asked) => {
    const { res, viewer, body, locale } = asked
    const already = await one(asked)
    if (already.state === 'postponed' && already.replacedBy)
      return res.redirect(303, `/${locale}${paths.training.workOnDay(already.replacedBy.slug)}`)
    const { day, its } = await editing(asked, may.postpone)
    if (isAdding(body)) return show(asked, 'postpone', its, withMore(locale, body, its))
    const writing = writingIn(asked)
    const { dates: _, ...ofDay } = day
    const reading = readDay(locale, writing, body, { ...its, before: { ...ofDay, dates: [] } })
    const why = read(words, reasonForm[locale], body)
    const problems = { ...(why.ok ? {} : why.form.problems), ...(reading.ok ? {} : reading.form.problems) }
    if (!why.ok || !reading.ok) return show(asked, 'postpone', its, withProblems(words, body, problems))
    const reason = { source: writing, [writing]: why.input.reason }
    const made = await transact(db, viewer, (tx) => postpone(tx, day, reason, reading.facts))
    noticed(res, 'saved')
    res.redirect(303, `/${locale}${paths.training.workOnDay(found(made).slug)}`)
  })
}
