import { z } from 'zod'
import { inEachLocale, type Fields } from '#platform/forms/fields.ts'
import { parseEmail, parsePhone } from '#platform/forms/contact.ts'
import { isLocale, type Locale } from '#platform/i18n/locale.ts'

const contact = (problem: string, parse: (typed: string) => string | null) =>
  z.codec(z.string().default(''), z.custom<string | null>(), {
    decode: (typed, context) => {
      const text = typed.trim()
      const value = text === '' ? null : parse(text)
      if (text !== '' && value === null) context.issues.push({ code: 'custom', message: problem, input: typed })
      return value
    },
    encode: (value) => value ?? '',
  })

const email = contact('email', parseEmail)

const phone = contact('phone', parsePhone)

const asked = (field: Fields) => ({
  phone,
  parish: z.string().default(''),
  needs: field.text(1000),
  photoConsent: field.checkbox(),
})

const registering = (field: Fields) => ({
  ...asked(field),
  name: field.requiredPerson(),
  email,
  minor: field.checkbox(),
  guardian: field.person(),
})

/** What somebody tells of themselves on the public page. */
export const registrationForm = inEachLocale((field) => z.object({ ...registering(field), consent: field.checkbox() }))

/** What staff write down for somebody who phones. */
export const phoneRegistrationForm = inEachLocale((field) =>
  z.object({ ...registering(field), told: field.checkbox(), locale: z.custom<Locale>(isLocale, 'choose') }),
)

/** What can be changed later. */
export const changeForm = inEachLocale((field) =>
  z.object({ ...asked(field), locale: z.custom<Locale>(isLocale, 'choose') }),
)
