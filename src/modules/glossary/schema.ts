import { z } from 'zod'
import { inEachLocale } from '#platform/forms/fields.ts'

export const termForm = inEachLocale((field) =>
  z
    .object({
      lv: field.text(200),
      et: field.text(200),
      en: field.text(200),
      note: field.text(400),
      version: field.version(),
    })
    .refine(({ lv, et, en }) => [lv, et, en].filter((word) => word !== '').length >= 2, {
      path: ['lv'],
      message: 'two_languages',
    }),
)

export type TermInput = z.output<(typeof termForm)['en']>
