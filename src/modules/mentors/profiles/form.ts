import type { Locale } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import { fillForm, readForm, type Body, type Form } from '#platform/forms/form-kit.ts'
import { profileForm } from './schema.ts'
import type { Mentor, Profile } from './mentor.ts'

export const i18nScope = 'mentors:profile'

const nothing = { organisation: '', expertise: [], speaks: [], skills: null, about: null, published: false }

/** A profile as a form for somebody who writes texts in `writing`. */
export function fillProfile(locale: Locale, writing: Locale, profile: Mentor | null): Form {
  const { organisation, expertise, speaks, skills, about, published } = profile ?? nothing
  const texts = { skills: skills?.[writing] ?? '', about: about?.[writing] ?? '' }
  const form = fillForm(i18nScope, profileForm[locale], { organisation, expertise, speaks, published, ...texts })
  return { ...form, values: { ...form.values, version: String(profile?.version ?? 0) } }
}

type Reading = { ok: true; input: Profile; published: boolean } | { ok: false; form: Form }

/** What was typed, its texts put into the language they were written in beside those there were. */
export function readProfile(locale: Locale, writing: Locale, body: Body, before: Profile | null): Reading {
  const reading = readForm(i18nScope, profileForm[locale], body)
  if (!reading.ok) return reading
  const { published, ...typed } = reading.input
  const skills = setTranslation(writing, before?.skills ?? null, typed.skills)
  const about = setTranslation(writing, before?.about ?? null, typed.about)
  return { ok: true, input: { ...typed, skills, about }, published }
}
