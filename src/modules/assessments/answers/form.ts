import type { Locale } from '#platform/i18n/locale.ts'
import type { Criterion } from '#modules/methodology/editions/methodology.ts'
import { fillForm, readForm, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { answerValue } from './answer.ts'
import type { Answer } from '#modules/assessments/assessment/assessment.ts'
import { answerForm, type AnswerInput } from '#modules/assessments/assessment/schema.ts'

export const answerScope = 'assessments:answer'

/** A stored answer as a form for somebody who reads numbers in `locale` and writes texts in `writing`. */
export const formOfAnswer = (criterion: Criterion, answer: Answer | undefined, locale: Locale, writing: Locale): Form =>
  fillForm(answerScope, answerForm(locale, criterion), typedOf(criterion, answer, writing))

function typedOf(criterion: Criterion, answer: Answer | undefined, writing: Locale): AnswerInput {
  if (!answer) return nothing(criterion)
  const [words, reason, evidence] = [answer.words, answer.reason, answer.evidence].map((text) => text?.[writing] ?? '')
  const { notApplicable, meetingId, version } = answer
  const value = criterion.kind === 'text' ? words : written(answerValue(criterion, answer), criterion)
  const why = criterion.kind === 'text' ? '' : words
  return { value, why, notApplicable, reason, evidence, meetingId, version } as AnswerInput
}

const nothing = ({ kind }: Criterion): AnswerInput => ({
  value: kind === 'text' ? '' : null,
  why: '',
  notApplicable: false,
  reason: '',
  evidence: '',
  meetingId: null,
  version: 0,
})

function written(value: ReturnType<typeof answerValue>, { kind }: Criterion): string | number | null {
  if (value === null || kind === 'number') return value as number | null
  if (kind === 'yesno') return value === true ? 'yes' : 'no'
  return String(value)
}

type Reading = { ok: true; input: AnswerInput } | { ok: false; form: Form }

/** What was typed as the answer to one question, or what is wrong with it. Who says that it does not apply says why. */
export function readAnswer(criterion: Criterion, stored: Answer | undefined, locale: Locale, body: Body): Reading {
  const reading = readForm(answerScope, answerForm(locale, criterion), body)
  if (!reading.ok) return reading
  const { notApplicable, reason } = reading.input
  if (notApplicable && reason === '' && !stored?.reason) {
    return { ok: false, form: withProblems(answerScope, body, { reason: { key: 'required', params: {} } }) }
  }
  return reading
}
