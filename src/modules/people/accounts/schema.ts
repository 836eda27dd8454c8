import { z } from 'zod'
import { inEachLocale, required, type Fields } from '#platform/forms/fields.ts'
import { locales } from '#platform/i18n/locale.ts'

/** What is asked of a new account. */
export const accountFields = (field: Fields) => ({
  name: field.requiredPerson(),
  email: required(field.email(), 'required'),
  locale: field.choice(locales),
  note: field.text(300),
})

export const emailForm = inEachLocale((field) => z.object({ email: required(field.email(), 'required') }))
