import type { Locale } from '#platform/i18n/locale.ts'
import {
  blankForm,
  readRows,
  rowKeys,
  withProblems,
  type Body,
  type Form,
  type FormProblem,
} from '#platform/forms/form-kit.ts'
import {
  minutesOfDate,
  markKey,
  type AttendanceList,
  type Attendant,
  type AttendanceMark,
  type AttendanceMethod,
  type TypedMark,
  type WalkIn,
} from './attendance.ts'
import { parseEmail, parsePhone } from '#platform/forms/contact.ts'
import { markRow, walkInRow } from './schema.ts'
import type { Modality } from '#modules/training/days/training-day.ts'
import { seenText } from '#platform/forms/seen-text.ts'
import { plainDecimal } from '#platform/values/plain-decimal.js'

export const i18nScope = 'attendance:form'

/** What the list is of: how long its date is, who is on it, and how it is known who was there. */
export interface AttendanceFormContext {
  list: Pick<AttendanceList, 'starts' | 'ends' | 'people'>
  modality: Modality
}

const usual: Record<Modality, AttendanceMethod> = { onsite: 'paper', online: 'online_log', hybrid: 'paper' }
const blankRows = ['new-1', 'new-2', 'new-3']
const mostRows = 60

const text = (body: Body, name: string) => seenText(String(body[name] ?? ''))
const problem = (key: string, params: object = {}): FormProblem => ({ key, params })

/** The list as it stands, ready to be written: minutes are those of the whole date until somebody says otherwise. */
export function fillAttendance({ list, modality }: AttendanceFormContext): Form {
  const values: Body = { rows: [...list.people.map(({ participantId }) => participantId), ...blankRows].join(' ') }
  values['method'] = commonest(list.people) ?? usual[modality]
  for (const { participantId, mark } of list.people) {
    const row = `row.${participantId}`
    values[`${row}.here`] = mark === null ? '' : 'yes'
    values[`${row}.minutes`] = String(mark?.minutes ?? minutesOfDate(list))
    values[`${row}.method`] = mark?.method ?? usual[modality]
    values[`${row}.was`] = markKey(mark)
  }
  for (const key of blankRows) Object.assign(values, blankRow(key, { list, modality }))
  return blankForm(i18nScope, values)
}

const blankRow = (key: string, { list, modality }: AttendanceFormContext): Body => ({
  [`row.${key}.minutes`]: String(minutesOfDate(list)),
  [`row.${key}.method`]: usual[modality],
})

const commonest = (people: readonly Attendant[]): AttendanceMethod | undefined =>
  people.find(({ mark }) => mark !== null)?.mark?.method

type Reading = { ok: true; typed: TypedMark[]; walkIns: WalkIn[] } | { ok: false; form: Form }

/** What was typed, line by line; lines for walk-ins that hold no name and no contact are none. */
export function readAttendance(locale: Locale, typed: Body, taken: AttendanceFormContext): Reading {
  const body = withMethods(typed)
  const known = new Set(taken.list.people.map(({ participantId }) => participantId))
  const keys = rowKeys(body)
  const isFilled = (key: string) => text(body, `row.${key}.name`) + text(body, `row.${key}.contact`) !== ''
  const people = readRows(i18nScope, markRow[locale], { ...body, rows: keys.filter((key) => known.has(key)).join(' ') })
  const fresh = keys.filter((key) => key.startsWith('new-') && isFilled(key))
  const walkIns = readRows(i18nScope, walkInRow[locale], { ...body, rows: fresh.join(' ') })
  const problems = {
    ...(people.ok ? {} : people.form.problems),
    ...(walkIns.ok ? {} : walkIns.form.problems),
    ...problemsOf(body, taken, [...keys.filter((key) => known.has(key) && isHere(body, key)), ...fresh]),
    ...contactProblems(body, fresh),
  }
  if (!people.ok || !walkIns.ok || Object.keys(problems).length > 0)
    return { ok: false, form: withProblems(i18nScope, typed, problems) }
  const markOf = markIn(taken)
  return {
    ok: true,
    typed: people.input.map(({ key, input }) => ({
      participantId: key,
      was: text(body, `row.${key}.was`),
      mark: input.here ? markOf(input) : null,
    })),
    walkIns: walkIns.input.map(({ input }) => ({
      name: input.name,
      parishId: input.parish,
      ...(contactIn(input.contact) ?? noContact),
      mark: markOf(input),
    })),
  }
}

const isHere = (body: Body, key: string) => body[`row.${key}.here`] === 'yes'

const markIn =
  ({ list, modality }: AttendanceFormContext) =>
  ({ minutes, method }: { minutes: number | null; method: AttendanceMethod | null }): AttendanceMark => ({
    minutes: minutes ?? minutesOfDate(list),
    method: method ?? usual[modality],
  })

// Where people can be there in one way only, the list says once how it is known.
function withMethods(body: Body): Body {
  const method = text(body, 'method')
  const methodOf = (key: string) => body[`row.${key}.method`] ?? method
  return { ...body, ...Object.fromEntries(rowKeys(body).map((key) => [`row.${key}.method`, methodOf(key)] as const)) }
}

function problemsOf(body: Body, { list }: AttendanceFormContext, keys: readonly string[]): Record<string, FormProblem> {
  const max = minutesOfDate(list)
  const long = keys.filter((key) => Number(plainDecimal(text(body, `row.${key}.minutes`)) ?? 0) > max)
  return Object.fromEntries(long.map((key) => [`row.${key}.minutes`, problem('max', { max })]))
}

const contactProblems = (body: Body, keys: readonly string[]): Record<string, FormProblem> =>
  Object.fromEntries(
    keys
      .filter((key) => contactIn(text(body, `row.${key}.contact`)) === null)
      .map((key) => [`row.${key}.contact`, problem('contact')]),
  )

const noContact = { email: null, phone: null }

/** An e-mail address or a telephone number, as somebody wrote it on the sheet; null where it is neither. */
function contactIn(written: string): { email: string | null; phone: string | null } | null {
  if (written === '') return noContact
  const [email, phone] = [parseEmail(written), parsePhone(written)]
  return email || phone ? { email, phone } : null
}

/** The form as typed with three more lines for walk-ins. */
export function withWalkInRows(body: Body, taken: AttendanceFormContext): Form {
  const keys = rowKeys(body)
  const count = keys.filter((key) => key.startsWith('new-')).length
  const more = [1, 2, 3].map((step) => `new-${count + step}`).filter(() => count < mostRows)
  const values = Object.assign({ ...body }, ...more.map((key) => blankRow(key, taken))) as Body
  return withProblems(i18nScope, { ...values, rows: [...keys, ...more].join(' ') }, {})
}

/** The form as typed with everybody who is known ticked. */
export function withAllPresent(body: Body, { list }: AttendanceFormContext): Form {
  const ticks = list.people.map(({ participantId }) => [`row.${participantId}.here`, 'yes'] as const)
  return withProblems(i18nScope, { ...body, ...Object.fromEntries(ticks) }, {})
}
