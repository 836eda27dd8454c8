import { z } from 'zod'
import { inEachLocale } from '#platform/forms/fields.ts'

const shown = (longest: number) => z.string().max(longest, 'too_long').default('')

/** The second step of signing in: one of the three. */
export const stepForm = z
  .object({ stepCode: shown(40), recoveryCode: shown(80), passkey: shown(20_000) })
  .refine(({ stepCode, recoveryCode, passkey }) => stepCode.trim() || recoveryCode.trim() || passkey, {
    path: ['stepCode'],
    error: 'required',
  })

export const appForm = inEachLocale((field) => z.object({ name: field.required(60), stepCode: field.required(40) }))

export const passkeyForm = inEachLocale((field) => z.object({ name: field.required(60), passkey: shown(40_000) }))

export const nameForm = inEachLocale((field) => z.object({ name: field.required(60) }))

export const removalForm = inEachLocale((field) =>
  z.object({ reason: field.required(500) }).refine(({ reason }) => reason.length >= 10, {
    path: ['reason'],
    error: 'reason_short',
  }),
)
