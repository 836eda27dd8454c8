import type { Locale } from '#platform/i18n/locale.ts'
import { chosenParish } from '#modules/places/choice/parish-choice.ts'
import {
  blankForm,
  fillFormIn,
  fillRows,
  readForm,
  readRows,
  rowKeys,
  withProblems,
  withTexts,
  type Body,
  type Form,
  type FormProblem,
} from '#platform/forms/form-kit.ts'
import { dateProblems, dayInput, dayProblems, type FormContext } from './input-form.ts'
import type { DayInput } from './day-input.ts'
import { dateRow, dayForm } from './schema.ts'
import type { TrainingDay } from './training-day.ts'
import { seenText } from '#platform/forms/seen-text.ts'

export const i18nScope = 'training:form'

/** As many dates as one training day takes. */
const mostDates = 10

type Reading = { ok: true; input: DayInput } | { ok: false; form: Form }

/** Reads a day as posted, its texts put into the language they were written in beside those there were. */
export function readDay(locale: Locale, writing: Locale, typed: Body, around: FormContext): Reading {
  const body = withoutBlankRows(typed)
  const added = typedParish(locale, body, around)
  const parishIds = [...[body['parishIds'] ?? []].flat(), ...(added ? [added.id] : [])]
  const fields = readForm(i18nScope, dayForm[locale], { ...body, parishIds })
  const texts = fields.ok ? withTexts(writing, dayForm[locale], fields.input, around.before) : null
  const rows = readRows(i18nScope, dateRow[locale], body)
  const problems = {
    ...problemOfParish(locale, body, around),
    ...(texts ? { ...texts.problems, ...dayProblems(texts.input, around) } : {}),
    ...(fields.ok ? {} : fields.form.problems),
    ...(rows.ok ? dateProblems(rows.input, around.period) : rows.form.problems),
  }
  if (!texts || !rows.ok || Object.keys(problems).length > 0)
    return { ok: false, form: withProblems(i18nScope, typed, problems) }
  return { ok: true, input: dayInput(texts.input, rows.input, around) }
}

const text = (body: Body, name: string) => seenText(String(body[name] ?? ''))

function withoutBlankRows(body: Body): Body {
  const isBlank = (key: string) => ['onDay', 'starts', 'ends'].every((name) => text(body, `row.${key}.${name}`) === '')
  return {
    ...body,
    rows: rowKeys(body)
      .filter((key) => !isBlank(key))
      .join(' '),
  }
}

/** Whether a line is to be added to the form, rather than the day saved. */
export const isAdding = (body: Body): boolean => body['do'] === 'add' || body['do'] === 'parish'

/** The same form with one more date, or with the parish that was typed ticked. */
export const withAddedRow = (locale: Locale, body: Body, around: FormContext): Form =>
  body['do'] === 'parish' ? withParish(locale, body, around) : withDate(body)

function withDate(body: Body): Form {
  const keys = rowKeys(body)
  const next = Array.from({ length: mostDates }, (_, at) => `new-${at + 1}`).find((key) => !keys.includes(key))
  const rows = keys.length < mostDates && next !== undefined ? [...keys, next] : keys
  return withProblems(i18nScope, { ...body, rows: rows.join(' ') }, {})
}

function withParish(locale: Locale, body: Body, around: FormContext): Form {
  const added = typedParish(locale, body, around)
  if (!added) return withProblems(i18nScope, body, problemOfParish(locale, body, around))
  const parishIds = [...[body['parishIds'] ?? []].flat(), added.id]
  return withProblems(i18nScope, { ...body, parishIds, parish: '' }, {})
}

const typedParish = (locale: Locale, body: Body, { choices }: FormContext) =>
  choices.typed.isTyped ? chosenParish(choices.typed, text(body, 'parish'), locale) : undefined

/** A parish that was typed must be one. */
const problemOfParish = (locale: Locale, body: Body, around: FormContext): Record<string, FormProblem> =>
  !around.choices.typed.isTyped || text(body, 'parish') === '' || typedParish(locale, body, around)
    ? {}
    : { parish: { key: 'parish', params: {} } }

/** A new day, or one begun from another: all but its dates. */
export function newDay(locale: Locale, writing: Locale, from: TrainingDay | null, organiserId: string): Form {
  if (!from) return blankForm(i18nScope, { organiserId, rows: 'new-1', languages: [locale === 'en' ? 'lv' : locale] })
  const { values } = fillDay(locale, writing, { ...from, dates: [] })
  return blankForm(i18nScope, { ...values, registrationClosesOn: '', rows: 'new-1' })
}

/** The day that takes another's place: as many dates as that one had, with their hours, on days to be chosen. */
export function putOff(locale: Locale, writing: Locale, day: TrainingDay): Form {
  if (day.dates.length === 0) return newDay(locale, writing, day, day.organiserId)
  const dates = day.dates.map((date, at) => ({ ...date, id: `new-${at + 1}` }))
  const { values } = fillDay(locale, writing, { ...day, dates })
  const empty = Object.fromEntries(dates.map(({ id }) => [`row.${id}.onDay`, '']))
  return blankForm(i18nScope, { ...values, ...empty, registrationClosesOn: '' })
}

/** A stored day as a form for somebody who writes texts in `writing`. */
export function fillDay(locale: Locale, writing: Locale, day: TrainingDay): Form {
  const fields = fillFormIn(writing, i18nScope, dayForm[locale], {
    ...day,
    parishIds: day.parishes.map(({ id }) => id),
    topicIds: day.topics.map(({ id }) => id),
    trainers: day.trainers.map(({ name, organisation }) => [name, organisation].filter(Boolean).join(', ')).join('\n'),
  })
  const dates = day.dates.map((date) => ({ ...date, halfDays: String(date.halfDays) as '1' | '2' }))
  const rows = fillRows(i18nScope, dateRow[locale], dates, ({ id }) => id)
  return withProblems(i18nScope, { ...fields.values, ...rows.values, version: String(day.version) }, {})
}
