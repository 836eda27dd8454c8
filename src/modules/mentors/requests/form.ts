import type { Day } from '#platform/values/day.ts'
import { formats } from '#platform/i18n/format.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import {
  blankForm,
  readForm,
  readRows,
  withProblems,
  type Body,
  type Form,
  type FormProblem,
} from '#platform/forms/form-kit.ts'
import { dateRow, noteForm, reasonForm, requestForm, otherDatesForm } from './schema.ts'
import { mostProposals, type AdviceRequest, type NewRequest, type ProposedDate } from './request.ts'
import { seenText } from '#platform/forms/seen-text.ts'

export const i18nScope = 'mentors:request'
const datesWords = 'mentors:dates'
export const otherDatesScope = 'mentors:others'
export const declineScope = 'mentors:decline'

/** A request as its page shows it, with the forms of each step. */
export interface RequestPage {
  request: AdviceRequest
  dates: Form
  others: Form
  declining: Form
  /** Where the mentor logs the session that was agreed; null where it is not theirs to log. */
  logAt: string | null
  may: Record<'propose' | 'accept' | 'requestOtherDates' | 'decline' | 'withdraw', boolean>
}

const keys = Array.from({ length: mostProposals }, (_, at) => `d${at + 1}`)
const problem = (key: string, params: object = {}): FormProblem => ({ key, params })

type Reading<T> = { ok: true; input: T } | { ok: false; form: Form }

/** A new request as it was typed, its texts in the language of the page. */
export function readRequest(locale: Locale, body: Body): Reading<NewRequest> {
  const reading = readForm(i18nScope, requestForm[locale], body)
  if (!reading.ok) return reading
  const { question, days, ...fields } = reading.input
  const asked = setTranslation(locale, null, question) ?? { source: locale, [locale]: question }
  return { ok: true, input: { ...fields, question: asked, days: setTranslation(locale, null, days) } }
}

/** Empty rows for dates, by the channel that was wished for. */
export const newDates = ({ channel }: Pick<AdviceRequest, 'channel'>): Form =>
  blankForm(datesWords, Object.fromEntries(keys.map((key) => [`row.${key}.channel`, channel ?? 'onsite'])))

/** The dates as they were typed, one to three; a row without a day and a time is none. */
export function readDates(
  locale: Locale,
  body: Body,
  today: Day,
): Reading<{ dates: ProposedDate[]; note: Multilingual | null }> {
  const filled = keys.filter((key) => ['onDay', 'starts'].some((name) => typed(body, key, name) !== ''))
  const note = readForm(datesWords, noteForm[locale], body)
  const rows = readRows(datesWords, dateRow[locale], { ...body, rows: filled.join(' ') })
  const problems = {
    ...(note.ok ? {} : note.form.problems),
    ...(rows.ok ? pastOf(locale, rows.input, today) : rows.form.problems),
    ...(filled.length === 0 ? { 'row.d1.onDay': problem('required') } : {}),
  }
  if (!note.ok || !rows.ok || Object.keys(problems).length > 0)
    return { ok: false, form: withProblems(datesWords, body, problems) }
  return {
    ok: true,
    input: { dates: rows.input.map(({ input }) => input), note: setTranslation(locale, null, note.input.note) },
  }
}

const typed = (body: Body, key: string, name: string) => seenText(String(body[`row.${key}.${name}`] ?? ''))

const pastOf = (locale: Locale, rows: readonly { key: string; input: ProposedDate }[], today: Day) =>
  Object.fromEntries(
    rows
      .filter(({ input }) => input.onDay < today)
      .map(({ key }) => [`row.${key}.onDay`, problem('past', { today: formats[locale].day(today) })]),
  )

/** Words that may be left out. */
export function readOtherDatesNote(locale: Locale, body: Body): Reading<Multilingual | null> {
  const reading = readForm(otherDatesScope, otherDatesForm[locale], body)
  return reading.ok ? { ok: true, input: setTranslation(locale, null, reading.input.words) } : reading
}

/** A reason in the language of the page, typed into the field `name` of a form whose words are below `scope`. */
export function readReason(scope: string, locale: Locale, body: Body, name = 'reason'): Reading<Multilingual> {
  const reading = readForm(scope, reasonForm[locale], { reason: body[name] })
  if (!reading.ok) {
    const { reason: wrong } = reading.form.problems
    return { ok: false, form: withProblems(scope, body, wrong ? { [name]: wrong } : {}) }
  }
  const { reason } = reading.input
  return { ok: true, input: setTranslation(locale, null, reason) ?? { source: locale, [locale]: reason } }
}
