import type { Locale } from '#platform/i18n/locale.ts'
import { fillForm, readForm, type Body, type Form } from '#platform/forms/form-kit.ts'
import { choicesForm, travellerForm } from '#modules/visits/visits/schema.ts'
import type { Traveller } from '#modules/visits/visits/visit.ts'

export const i18nScope = 'visits:traveller'

/** Somebody as they are entered: who they are, and what they choose. */
export interface TravellerInput {
  person: { name: string; email: string | null; phone: string | null; parishId: string; locale: Locale }
  parishId: string
  boardsAt: string
  needs: string
  photoConsent: boolean
}

type Reading = { ok: true; input: TravellerInput } | { ok: false; form: Form }

export function readTraveller(locale: Locale, body: Body): Reading {
  const reading = readForm(i18nScope, travellerForm[locale], body)
  if (!reading.ok) return reading
  const { name, email, phone, locale: speaks, ...choices } = reading.input
  const person = { name, email: email || null, phone: phone || null, parishId: choices.parishId, locale: speaks }
  return { ok: true, input: { person, ...choices } }
}

/** What somebody chose, ready to be changed. */
export const fillChoices = (locale: Locale, traveller: Traveller): Form =>
  fillForm(i18nScope, choicesForm[locale], traveller)
