import { z } from 'zod'
import { required, inEachLocale } from '#platform/forms/fields.ts'

export const addendumForm = inEachLocale((field) =>
  z.object({
    parishId: required(field.id()),
    minutes: required(field.whole(-14_400, 14_400), 'whole').refine((minutes) => minutes !== 0, 'whole'),
    why: field.required(2000),
  }),
)
