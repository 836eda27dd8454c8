import { z } from 'zod'
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

export const correctionForm = inEachLocale((field) => z.object({ name: field.requiredPerson(), phone: field.text(40) }))
