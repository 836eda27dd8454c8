import { z } from 'zod'
import { required, inEachLocale } from '#platform/forms/fields.ts'

export const assignmentForm = inEachLocale((field) =>
  z.object({
    personId: field.id(),
    email: z.string().default('').pipe(field.text(254)),
    parishId: required(field.id()),
    fromDay: required(field.day(), 'required'),
    toDay: field.day(),
    /** Hours are typed, and kept as minutes. */
    contractedHours: field.hours(),
    hidesEarlierNotes: field.checkbox(),
  }),
)

export const agreementForm = inEachLocale((field) =>
  z.object({ toDay: field.day(), contractedHours: field.hours(), hidesEarlierNotes: field.checkbox() }),
)
