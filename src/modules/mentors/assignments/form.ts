import type { Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { fillForm, readForm, withProblems, type Body, type Form, type FormProblem } from '#platform/forms/form-kit.ts'
import { assignmentForm, agreementForm } from './schema.ts'
import type { Assignment, NewAssignment, Agreement } from './assignment.ts'

export const i18nScope = 'mentors:assignment'

const problem = (key: string): FormProblem => ({ key, params: {} })
const minutesOf = (hours: number | null): number | null => (hours === null ? null : Math.round(hours * 60))

/** A form for a new assignment that begins on this day; earlier notes are hidden until somebody opens them. */
export const newAssignment = (day: Day): Form => ({
  ...withProblems(i18nScope, { fromDay: day.split('-').reverse().join('.'), hidesEarlierNotes: 'yes' }, {}),
})

type Typed = Omit<NewAssignment, 'personId'> & { personId: string | null; email: string }
type Reading<T> = { ok: true; input: T } | { ok: false; form: Form }

export function readAssignment(locale: Locale, body: Body): Reading<Typed> {
  const reading = readForm(i18nScope, assignmentForm[locale], body)
  if (!reading.ok) return reading
  const { contractedHours, ...fields } = reading.input
  const problems: Record<string, FormProblem> = {}
  if (fields.personId === null && fields.email === '') problems['personId'] = problem('choose')
  if (fields.toDay !== null && fields.toDay < fields.fromDay) problems['toDay'] = problem('day_order')
  if (Object.keys(problems).length > 0) return { ok: false, form: withProblems(i18nScope, body, problems) }
  return { ok: true, input: { ...fields, contractedMinutes: minutesOf(contractedHours) } }
}

/** The terms and the last day of an assignment, ready to be changed. */
export function fillAgreement(locale: Locale, assignment: Assignment): Form {
  const { toDay, contractedMinutes, hidesEarlierNotes, version } = assignment
  const contractedHours = contractedMinutes === null ? null : Math.round((contractedMinutes / 60) * 100) / 100
  const form = fillForm(i18nScope, agreementForm[locale], { toDay, contractedHours, hidesEarlierNotes })
  return { ...form, values: { ...form.values, version: String(version) } }
}

export function readAgreement(
  locale: Locale,
  body: Body,
  { fromDay }: Assignment,
): Reading<Agreement & { toDay: Day | null }> {
  const reading = readForm(i18nScope, agreementForm[locale], body)
  if (!reading.ok) return reading
  const { contractedHours, ...fields } = reading.input
  const problems: Record<string, FormProblem> = {}
  if (fields.toDay !== null && fields.toDay < fromDay) problems['toDay'] = problem('day_order')
  if (Object.keys(problems).length > 0) return { ok: false, form: withProblems(i18nScope, body, problems) }
  return { ok: true, input: { ...fields, contractedMinutes: minutesOf(contractedHours) } }
}
