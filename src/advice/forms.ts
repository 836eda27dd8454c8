import { z } from 'zod'
import { parseDay, type Day } from '#lib/day.ts'
import { inEachLocale } from '#lib/fields.ts'
import { formats } from '#lib/format.ts'
import { isLocale, type Locale } from '#lib/locale.ts'
import { sayIn, writeIn } from '#lib/text.ts'
import {
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
import type { SessionInput, StepInput } from './commands.ts'
import type { Place } from './queries.ts'
import {
  channels,
  mostMinutes,
  mostSteps,
  owners,
  phases,
  topics,
  usualMinutes,
  type Advice,
  type Assignment,
} from './session.ts'

export const words = 'advice:form'

const filled = <T>(field: z.ZodType<T | null, string>, problem: string) =>
  field.pipe(
    z.codec(
      z.custom<T | null>((value) => value !== null, problem),
      z.custom<T>(),
      { decode: (value) => value as T, encode: (value) => value },
    ),
  )

export const sessionForm = inEachLocale((field) =>
  z.object({
    in: z.custom<Locale>(isLocale, 'choose'),
    heldOn: filled(field.day(), 'required'),
    minutes: field.choice(usualMinutes),
    otherMinutes: field.whole(1, mostMinutes),
    channel: filled(field.choice(channels), 'choose'),
    phase: filled(field.choice(phases), 'choose'),
    place: z.string('choose'),
    topics: field.many(topics),
    summary: field.required(5000),
    privateNote: field.prose(5000),
  }),
)

export const stepForm = inEachLocale((field) =>
  z.object({ what: field.text(300), owner: filled(field.choice(owners), 'choose'), dueOn: field.day() }),
)

type Facts = z.output<(typeof sessionForm)['en']>
type StepRow = Row<z.output<(typeof stepForm)['en']>>

/** Where and when advice may be logged: the assignments offered, and the day it is. */
export interface Bounds {
  places: readonly Place[]
  today: Day
}

export type Reading =
  { ok: true; assignment: Assignment; input: SessionInput; removed: string[] } | { ok: false; form: Form }

/** Reads a session as posted in the page's language, over what is stored where it is being revised. */
export function readSession(locale: Locale, typed: Body, bounds: Bounds, stored: Advice | null = null): Reading {
  const body = withoutBlankRows(typed, stored)
  const facts = read(words, sessionForm[locale], body)
  const rows = readRows(words, stepForm[locale], body)
  const place = placeIn(body, bounds.places)
  const problems = {
    ...(facts.ok ? {} : facts.form.problems),
    ...(rows.ok ? {} : rows.form.problems),
    ...problemsOfFacts(locale, body, place, bounds.today),
    ...problemsOfSteps(body, stored),
  }
  if (!facts.ok || !rows.ok || !place || Object.keys(problems).length > 0) {
    return { ok: false, form: withProblems(words, typed, problems) }
  }
  const removed = rowKeys(body).filter((key) => body[`row.${key}.remove`] === 'yes' && isStored(key, stored))
  const { assignmentId: id, mentorId, parishId } = place
  return { ok: true, assignment: { id, mentorId, parishId }, input: inputOf(facts.input, rows.input, stored), removed }
}

function inputOf(facts: Facts, rows: StepRow[], stored: Advice | null): SessionInput {
  const { in: locale, place, minutes, otherMinutes, summary, ...rest } = facts
  const steps = rows.map(({ key, input }): StepInput => {
    const old = stored?.steps.find(({ id }) => id === key)
    const what = writeIn(locale, old?.what ?? null, input.what) ?? { source: locale, [locale]: input.what }
    return { ...input, what, id: old?.id }
  })
  return {
    ...rest,
    initiativeId: place.split(':')[1] ?? null,
    minutes: otherMinutes ?? Number(minutes),
    summary: writeIn(locale, stored?.summary ?? null, summary) ?? { source: locale, [locale]: summary },
    steps,
  }
}

const text = (body: Body, name: string) => String(body[name] ?? '').trim()
const problem = (key: string, params: object = {}): Problem => ({ key, params })
const isStored = (key: string, stored: Advice | null) => stored?.steps.some(({ id }) => id === key) ?? false

function placeIn(body: Body, places: readonly Place[]): Place | undefined {
  const [assignmentId, initiativeId] = text(body, 'place').split(':')
  return places.find(
    (place) =>
      place.assignmentId === assignmentId &&
      (initiativeId === undefined || place.initiatives.some(({ id }) => id === initiativeId)),
  )
}

function problemsOfFacts(locale: Locale, body: Body, place: Place | undefined, today: Day): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  const { day } = formats[locale]
  const heldOn = parseDay(text(body, 'heldOn'))
  if (text(body, 'minutes') === '' && text(body, 'otherMinutes') === '') problems['minutes'] = problem('choose')
  if (!place) problems['place'] = problem('choose')
  else if (heldOn && (heldOn < place.from || (place.to !== null && heldOn > place.to))) {
    problems['heldOn'] = problem(place.to === null ? 'before' : 'outside', {
      from: day(place.from),
      to: day(place.to ?? place.from),
    })
  }
  if (heldOn && heldOn > today) problems['heldOn'] = problem('future')
  return problems
}

// An agreed step whose words are wiped out is not agreed no more: to take it away, the person ticks "remove".
function problemsOfSteps(body: Body, stored: Advice | null): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  for (const key of rowKeys(body)) {
    const others = stored?.steps.find(({ id }) => id === key)?.what
    const left = others && isLocale(body['in']) && writeIn(body['in'], others, '') !== null
    const removed = body[`row.${key}.remove`] === 'yes'
    if (!removed && text(body, `row.${key}.what`) === '' && !left) problems[`row.${key}.what`] = problem('required')
  }
  return problems
}

function withoutBlankRows(body: Body, stored: Advice | null): Body {
  const isBlank = (key: string) => text(body, `row.${key}.what`) === '' && text(body, `row.${key}.dueOn`) === ''
  const rows = rowKeys(body).filter((key) => isStored(key, stored) || !isBlank(key))
  return { ...body, rows: rows.join(' ') }
}

/** The same form with one more empty next step, up to three. */
export function withRow(body: Body): Form {
  const keys = rowKeys(body)
  const next = [1, 2, 3].map((number) => `new-${number}`).find((key) => !keys.includes(key))
  const rows = keys.length < mostSteps && next !== undefined ? [...keys, next] : keys
  return withProblems(words, { ...body, rows: rows.join(' ') }, {})
}

/** A stored session in one of its languages, ready to be revised. */
export function fillSession(locale: Locale, writing: Locale, session: Advice, privateNote: string): Form {
  const { minutes, summary, assignmentId, initiativeId } = session
  const usual = usualMinutes.find((each) => Number(each) === minutes) ?? null
  const facts = fill(words, sessionForm[locale], {
    ...session,
    in: writing,
    minutes: usual,
    otherMinutes: usual === null ? minutes : null,
    place: initiativeId === null ? assignmentId : `${assignmentId}:${initiativeId}`,
    summary: sayIn(writing, summary).text,
    privateNote,
  })
  const steps = session.steps.map((step) => ({ ...step, what: step.what[writing] ?? '' }))
  const rows = fillRows(words, stepForm[locale], steps, ({ id }) => id)
  const typed = { ...facts.values, ...rows.values, summary: summary[writing] ?? '', version: String(session.version) }
  return withProblems(words, typed, {})
}
