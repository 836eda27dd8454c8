import { z } from 'zod'
import { parsePhone } from '#platform/forms/contact.ts'
import { inEachLocale, required } from '#platform/forms/fields.ts'
import { refusalReasons, requestKinds } from './request.ts'

export const requestForm = inEachLocale((field) =>
  z.object({
    kind: required(field.choice(requestKinds)),
    email: required(field.email(), 'required'),
    text: field.text(2000),
  }),
)

export const ownRequestForm = inEachLocale((field) =>
  z.object({ kind: required(field.choice(requestKinds)), text: field.text(2000) }),
)

export const answerForm = inEachLocale((field) => z.object({ version: field.version(), answer: field.required(2000) }))

export const refusalForm = inEachLocale((field) =>
  z.object({
    version: field.version(),
    reason: required(field.choice(refusalReasons)),
    words: field.required(2000),
  }),
)

export const extensionForm = inEachLocale((field) =>
  z.object({
    version: field.version(),
    because: field.required(1000).pipe(z.string().min(10, 'too_short')),
  }),
)

// Kept as a number, or not at all: null is none.
const phone = z.codec(z.string().default(''), z.custom<string | null>(), {
  decode: (typed, context) => {
    const number = typed.trim() === '' ? null : parsePhone(typed)
    if (typed.trim() !== '' && number === null) context.issues.push({ code: 'custom', message: 'phone', input: typed })
    return number
  },
  encode: (number) => number ?? '',
})

export const correctionForm = inEachLocale((field) => z.object({ name: field.requiredPerson(), phone }))
