import { z } from 'zod'
import { required, inEachLocale } from '#platform/forms/fields.ts'

export const targetRow = inEachLocale((field) =>
  z.object({
    theory: required(field.whole(0, 999), 'required'),
    practical: required(field.whole(0, 999), 'required'),
  }),
)
