import { z } from 'zod'
import { inEachLocale, required } from '#platform/forms/fields.ts'
import { locales } from '#platform/i18n/locale.ts'

export const accountForm = inEachLocale((field) =>
  z.object({
    name: field.requiredPerson(),
    email: required(field.email(), 'required'),
    locale: field.choice(locales),
    note: field.text(300),
  }),
)

export const emailForm = inEachLocale((field) => z.object({ email: required(field.email(), 'required') }))
