import { z } from 'zod'
import { required, inEachLocale } from '#platform/forms/fields.ts'
import { inspectionConditions } from './inspection.ts'

export const inspectionForm = inEachLocale((field) =>
  z.object({
    condition: required(field.choice(inspectionConditions)),
    inUse: required(field.choice(['yes', 'no'])),
    onDay: required(field.day(), 'required'),
    note: field.text(1000),
  }),
)
