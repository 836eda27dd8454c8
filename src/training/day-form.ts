import type { Day } from '#lib/day.ts'
import type { Locale } from '#lib/locale.ts'
import { writeIn } from '#lib/text.ts'
import {
  blank,
  fill,
  fillRows,
  read,
  readRows,
  rowKeys,
  withProblems,
  type Body,
  type Form,
  type Problem,
  type Row,
} from '#web/form.ts'
import { dateRow, dayForm, type TypedDate, type TypedDay } from './forms.ts'
import type { DateFacts, DayFacts } from './facts.ts'
import type { Choices, Period, Trainer, TrainingDay } from './training.ts'

export const words = 'training:form'

/** As many dates as one training day takes. */
const mostDates = 10

type Reading = { ok: true; facts: DayFacts } | { ok: false; form: Form }

/** What a day is read against: what there is to choose from, when the project runs, and the day as it was. */
export interface Around {
  choices: Choices
  period: Period
  before: TrainingDay | null
}

const problem = (key: string, params: object = {}): Problem => ({ key, params })

/** Reads a day as posted, its texts put into the language they were written in beside those there were. */
export function readDay(locale: Locale, writing: Locale, typed: Body, { choices, period, before }: Around): Reading {
  const body = withoutBlankRows(typed)
  const facts = read(words, dayForm[locale], body)
  const rows = readRows(words, dateRow[locale], body)
  const problems = {
    ...(facts.ok ? {} : facts.form.problems),
    ...(rows.ok ? datesOutside(rows.input, period) : rows.form.problems),
    ...(facts.ok ? problemsOfFacts(facts.input, choices) : {}),
  }
  if (facts.ok && writeIn(writing, before?.title ?? null, facts.input.title) === null)
    problems['title'] = problem('required')
  if (!facts.ok || !rows.ok || Object.keys(problems).length > 0)
    return { ok: false, form: withProblems(words, typed, problems) }
  return { ok: true, facts: factsOf(facts.input, rows.input, writing, choices, before) }
}

function problemsOfFacts(input: TypedDay, { territories }: Choices): Record<string, Problem> {
  const { modality, place, organiserId } = input
  return {
    ...(territories.some(({ id }) => id === organiserId) ? {} : { organiserId: problem('choose') }),
    ...(modality !== 'online' && place === '' ? { place: problem('required') } : {}),
    ...(trainersIn(input.trainers).every(({ name, organisation }) => name.length <= 120 && organisation.length <= 200)
      ? {}
      : { trainers: problem('too_long', { max: 120 }) }),
  }
}

function datesOutside(rows: readonly Row<TypedDate>[], { startsOn, endsOn }: Period): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  const seen = new Set<Day>()
  for (const { key, input } of rows) {
    if (input.onDay < startsOn || input.onDay > endsOn)
      problems[`row.${key}.onDay`] = problem('outside_project', { from: written(startsOn), to: written(endsOn) })
    else if (seen.has(input.onDay)) problems[`row.${key}.onDay`] = problem('twice')
    seen.add(input.onDay)
  }
  return problems
}

function factsOf(
  input: TypedDay,
  rows: readonly Row<TypedDate>[],
  writing: Locale,
  { parishes, topics }: Choices,
  before: TrainingDay | null,
): DayFacts {
  const known = (ids: readonly string[], among: readonly { id: string }[]) =>
    ids.filter((id) => among.some((each) => each.id === id))
  const ids = new Set(before?.dates.map(({ id }) => id))
  return {
    ...input,
    title: writeIn(writing, before?.title ?? null, input.title) ?? { source: writing, [writing]: input.title },
    about: writeIn(writing, before?.about ?? null, input.about),
    interpretation: writeIn(writing, before?.interpretation ?? null, input.interpretation),
    agenda: writeIn(writing, before?.agenda ?? null, input.agenda),
    parishIds: known(input.parishIds, parishes),
    topicIds: known(input.topicIds, topics),
    trainers: trainersIn(input.trainers),
    dates: rows.map(({ key, input: date }): DateFacts => ({
      ...date,
      id: ids.has(key) ? key : undefined,
      halfDays: Number(date.halfDays),
    })),
  }
}

// One trainer a line: the name, then the organisation behind a comma.
const trainersIn = (text: string): Trainer[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', ...rest] = line.split(',')
      return { name: name.trim(), organisation: rest.join(',').trim() }
    })
    .filter(({ name }) => name !== '')

const written = (day: Day) => day.split('-').reverse().join('.')
const text = (body: Body, name: string) => String(body[name] ?? '').trim()

function withoutBlankRows(body: Body): Body {
  const isBlank = (key: string) => ['onDay', 'starts', 'ends'].every((name) => text(body, `row.${key}.${name}`) === '')
  return {
    ...body,
    rows: rowKeys(body)
      .filter((key) => !isBlank(key))
      .join(' '),
  }
}

/** The same form with one more date. */
export function withDate(body: Body): Form {
  const keys = rowKeys(body)
  const next = Array.from({ length: mostDates }, (_, at) => `new-${at + 1}`).find((key) => !keys.includes(key))
  const rows = keys.length < mostDates && next !== undefined ? [...keys, next] : keys
  return withProblems(words, { ...body, rows: rows.join(' ') }, {})
}

/** A new day, or one begun from another: all but its dates. */
export function newDay(locale: Locale, writing: Locale, from: TrainingDay | null, organiserId: string): Form {
  if (!from) return blank(words, { organiserId, rows: 'new-1', languages: [locale === 'en' ? 'lv' : locale] })
  const { values } = fillDay(locale, writing, { ...from, dates: [] })
  return blank(words, { ...values, registrationClosesOn: '', rows: 'new-1' })
}

/** A stored day as a form for somebody who writes texts in `writing`. */
export function fillDay(locale: Locale, writing: Locale, day: TrainingDay): Form {
  const facts = fill(words, dayForm[locale], {
    ...day,
    title: day.title[writing] ?? '',
    about: day.about?.[writing] ?? '',
    interpretation: day.interpretation?.[writing] ?? '',
    agenda: day.agenda?.[writing] ?? '',
    parishIds: day.parishes.map(({ id }) => id),
    topicIds: day.topics.map(({ id }) => id),
    trainers: day.trainers.map(({ name, organisation }) => [name, organisation].filter(Boolean).join(', ')).join('\n'),
  })
  const dates = day.dates.map((date) => ({ ...date, halfDays: String(date.halfDays) as '1' | '2' }))
  const rows = fillRows(words, dateRow[locale], dates, ({ id }) => id)
  return withProblems(words, { ...facts.values, ...rows.values, version: String(day.version) }, {})
}
