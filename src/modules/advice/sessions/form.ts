import type { Day } from '#platform/values/day.ts'
import { parseDay } from '#platform/forms/typed-time.ts'
import { formats } from '#platform/i18n/format.ts'
import { isLocale, type Locale } from '#platform/i18n/locale.ts'
import { localise, setTranslation } from '#platform/i18n/text.ts'
import {
  fillForm,
  fillRows,
  readForm,
  readRows,
  rowKeys,
  withProblems,
  type Body,
  type Form,
  type FormProblem,
  type FormRow,
} from '#platform/forms/form-kit.ts'
import { sessionForm, actionItemForm, type SessionFields, type TypedActionItem } from './schema.ts'
import {
  mostActionItems,
  usualMinutes,
  type Advice,
  type MentorAssignment,
  type AssignedParish,
  type SessionInput,
  type ActionItemInput,
} from './session.ts'
import { seenText } from '#platform/forms/seen-text.ts'

export const i18nScope = 'advice:form'

/** Where and when advice may be logged: the assignments offered, and the day it is. */
export interface SessionBounds {
  places: readonly AssignedParish[]
  today: Day
}

export type SessionReading =
  { ok: true; assignment: MentorAssignment; input: SessionInput; removed: string[] } | { ok: false; form: Form }

/** Reads a session as posted in the page's language, over what is stored where it is being revised; `others` is wrong too. */
export function readSession(
  locale: Locale,
  typed: Body,
  bounds: SessionBounds,
  stored: Advice | null = null,
  others: Problems = {},
): SessionReading {
  const body = withoutBlankRows(typed, stored)
  const fields = readForm(i18nScope, sessionForm[locale], body)
  const rows = readRows(i18nScope, actionItemForm[locale], body)
  const place = placeIn(body, bounds.places)
  const problems = {
    ...(fields.ok ? {} : fields.form.problems),
    ...(rows.ok ? {} : rows.form.problems),
    ...problemsOfFacts(locale, body, place, bounds.today),
    ...problemsOfSteps(body, stored),
    ...others,
  }
  if (!fields.ok || !rows.ok || !place || Object.keys(problems).length > 0) {
    return { ok: false, form: withProblems(i18nScope, typed, problems) }
  }
  const removed = rowKeys(body).filter((key) => body[`row.${key}.remove`] === 'yes' && isStored(key, stored))
  const { assignmentId: id, mentorId, parishId } = place
  return { ok: true, assignment: { id, mentorId, parishId }, input: inputOf(fields.input, rows.input, stored), removed }
}

function inputOf(fields: SessionFields, rows: FormRow<TypedActionItem>[], stored: Advice | null): SessionInput {
  const { in: locale, place, minutes, otherMinutes, summary, request, ...rest } = fields
  const steps = rows.map(({ key, input }): ActionItemInput => {
    const old = stored?.steps.find(({ id }) => id === key)
    const what = setTranslation(locale, old?.what ?? null, input.what) ?? { source: locale, [locale]: input.what }
    return { ...input, what, id: old?.id }
  })
  return {
    ...rest,
    initiativeId: place.split(':')[1] ?? null,
    ...(request !== null && !stored ? { requestId: request } : {}),
    minutes: otherMinutes ?? Number(minutes),
    summary: setTranslation(locale, stored?.summary ?? null, summary) ?? { source: locale, [locale]: summary },
    steps,
  }
}

const text = (body: Body, name: string) => seenText(String(body[name] ?? ''))
const problem = (key: string, params: object = {}): FormProblem => ({ key, params })
const isStored = (key: string, stored: Advice | null) => stored?.steps.some(({ id }) => id === key) ?? false

function placeIn(body: Body, places: readonly AssignedParish[]): AssignedParish | undefined {
  const [assignmentId, initiativeId] = text(body, 'place').split(':')
  return places.find(
    (place) =>
      place.assignmentId === assignmentId &&
      (initiativeId === undefined || place.initiatives.some(({ id }) => id === initiativeId)),
  )
}

type Problems = Record<string, FormProblem>

function problemsOfFacts(locale: Locale, body: Body, place: AssignedParish | undefined, today: Day): Problems {
  const timeless: Problems =
    text(body, 'minutes') + text(body, 'otherMinutes') === '' ? { minutes: problem('choose') } : {}
  const placeless: Problems = place ? {} : { place: problem('choose') }
  const heldOn = parseDay(text(body, 'heldOn'))
  if (heldOn === null) return { ...timeless, ...placeless }
  return { ...timeless, ...placeless, ...problemsOfDay(locale, heldOn, place, today) }
}

function problemsOfDay(locale: Locale, heldOn: Day, place: AssignedParish | undefined, today: Day): Problems {
  if (heldOn > today) return { heldOn: problem('future') }
  if (!place || (heldOn >= place.from && (place.to === null || heldOn <= place.to))) return {}
  const params = { from: formats[locale].day(place.from), to: formats[locale].day(place.to ?? today) }
  return { heldOn: problem(place.to === null ? 'before' : 'outside', params) }
}

// An agreed step whose words are wiped out is not agreed no more: to take it away, the person ticks "remove".
function problemsOfSteps(body: Body, stored: Advice | null): Problems {
  const problems: Problems = {}
  for (const key of rowKeys(body)) {
    const others = stored?.steps.find(({ id }) => id === key)?.what
    const left = others && isLocale(body['in']) && setTranslation(body['in'], others, '') !== null
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
  const rows = keys.length < mostActionItems && next !== undefined ? [...keys, next] : keys
  return withProblems(i18nScope, { ...body, rows: rows.join(' ') }, {})
}

/** A stored session in one of its languages, ready to be revised. */
export function fillSession(locale: Locale, writing: Locale, session: Advice, privateNote: string): Form {
  const { minutes, summary, assignmentId, initiativeId } = session
  const usual = usualMinutes.find((each) => Number(each) === minutes) ?? null
  const fields = fillForm(i18nScope, sessionForm[locale], {
    ...session,
    in: writing,
    minutes: usual,
    otherMinutes: usual === null ? minutes : null,
    request: null,
    place: initiativeId === null ? assignmentId : `${assignmentId}:${initiativeId}`,
    summary: localise(writing, summary).text,
    privateNote,
  })
  const steps = session.steps.map((step) => ({ ...step, what: step.what[writing] ?? '' }))
  const rows = fillRows(i18nScope, actionItemForm[locale], steps, ({ id }) => id)
  const typed = { ...fields.values, ...rows.values, summary: summary[writing] ?? '', version: String(session.version) }
  return withProblems(i18nScope, typed, {})
}
