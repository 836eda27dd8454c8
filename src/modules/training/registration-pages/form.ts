import type { Locale } from '#platform/i18n/locale.ts'
import {
  fillForm,
  formKey,
  readForm,
  withProblems,
  type Body,
  type Form,
  type FormProblem,
} from '#platform/forms/form-kit.ts'
import { chosenParish, type ParishChoices } from '#modules/places/choice/parish-choice.ts'
import type { RegistrationChange, RegistrationInput } from '#modules/training/registrations/registration-input.ts'
import { changeForm, phoneRegistrationForm, registrationForm } from './schema.ts'
import type { Registration } from '#modules/training/registrations/registration.ts'
import { seenText } from '#platform/forms/seen-text.ts'

export const formScope = 'registrations:form'
/** The same fields in words for staff, who write down what somebody else says. */
export const staffScope = 'registrations:staff_form'

type Reading<T> = { ok: true; input: T; key: string } | { ok: false; form: Form }

const problem = (key: string): FormProblem => ({ key, params: {} })
const typedIn = (body: Body, name: string) => seenText(String(body[name] ?? '')) !== ''
const isTicked = (body: Body, name: string) => body[name] === 'yes'

/** What no single field can say: one way to reach the person, an adult for who is under 18, and that they agree. */
function problemsBetween(body: Body, agreed: string): Record<string, FormProblem> {
  return {
    ...(!typedIn(body, 'email') && !typedIn(body, 'phone') && { email: problem('one_needed') }),
    ...(isTicked(body, 'minor') && !typedIn(body, 'guardian') && { guardian: problem('adult_needed') }),
    ...(!isTicked(body, agreed) && { [agreed]: problem('agree') }),
  }
}

const parishIn = (parishes: ParishChoices, wanted: string, locale: Locale) =>
  chosenParish(parishes, wanted, locale)?.id ?? null

/** People do not see this field: programs fill it in, and now and then a browser does for somebody, who is told to send again. */
export const emptied = (body: Body): Form =>
  withProblems(formScope, { ...body, website: '' }, { website: problem('to_be_empty') })

/** A parish that was typed must be one; what a list does not offer is none. */
const parishProblem = (body: Body, parishes: ParishChoices, locale: Locale): Record<string, FormProblem> =>
  parishes.isTyped && typedIn(body, 'parish') && !chosenParish(parishes, String(body['parish']), locale)
    ? { parish: problem('parish') }
    : {}

type Typed = Omit<RegistrationInput, 'parishId' | 'locale' | 'guardian'> & {
  parish: string
  minor: boolean
  guardian: string
}

const inputOf = (typed: Typed, locale: Locale, parishes: ParishChoices, pageLocale = locale): RegistrationInput => ({
  name: typed.name.replace(/\s+/g, ' '),
  email: typed.email,
  phone: typed.phone,
  parishId: parishIn(parishes, typed.parish, pageLocale),
  locale,
  guardian: typed.minor ? typed.guardian.replace(/\s+/g, ' ') : null,
  photoConsent: typed.photoConsent,
  needs: typed.needs,
})

/** The registration that somebody sent from the public page, in whose language they are written to. */
export function readRegistration(locale: Locale, body: Body, parishes: ParishChoices): Reading<RegistrationInput> {
  const reading = readForm(formScope, registrationForm[locale], body)
  const between = { ...problemsBetween(body, 'consent'), ...parishProblem(body, parishes, locale) }
  if (!reading.ok || Object.keys(between).length > 0)
    return refused(body, reading.ok ? {} : reading.form.problems, between)
  return { ok: true, input: inputOf(reading.input, locale, parishes), key: formKey(body) }
}

/** The registration that staff wrote down for somebody who phones. */
export function readPhoneRegistration(locale: Locale, body: Body, parishes: ParishChoices): Reading<RegistrationInput> {
  const reading = readForm(staffScope, phoneRegistrationForm[locale], body)
  const between = { ...problemsBetween(body, 'told'), ...parishProblem(body, parishes, locale) }
  if (!reading.ok || Object.keys(between).length > 0)
    return refused(body, reading.ok ? {} : reading.form.problems, between, staffScope)
  return { ok: true, input: inputOf(reading.input, reading.input.locale, parishes, locale), key: formKey(body) }
}

const refused = (
  body: Body,
  problems: Form['problems'],
  between: Form['problems'],
  scope = formScope,
): { ok: false; form: Form } => ({
  ok: false,
  form: withProblems(scope, body, { ...problems, ...between }),
})

/** What can be changed of a registration, as a form. */
export function fillChange(locale: Locale, registration: Registration, parishes: ParishChoices): Form {
  const parish = parishes.parishes.find(({ id }) => id === registration.parishId)?.slug ?? ''
  const form = fillForm(formScope, changeForm[locale], { ...registration, parish })
  return { ...form, values: { ...form.values, version: String(registration.version) } }
}

/** What was changed of a registration; one way to reach the person must stay. */
export function readChange(
  locale: Locale,
  body: Body,
  { email }: Pick<Registration, 'email'>,
  parishes: ParishChoices,
): Reading<RegistrationChange> {
  const reading = readForm(formScope, changeForm[locale], body)
  if (!reading.ok) return reading
  const unknown = parishProblem(body, parishes, locale)
  if (Object.keys(unknown).length > 0) return refused(body, {}, unknown)
  const { parish, ...changed } = reading.input
  if (email === null && changed.phone === null) return refused(body, {}, { phone: problem('one_needed') })
  return { ok: true, input: { ...changed, parishId: parishIn(parishes, parish, locale) }, key: formKey(body) }
}
