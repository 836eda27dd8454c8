import { isOnClock } from '#platform/values/day.ts'
import { z } from 'zod'
import { channels, topics } from '#modules/advice/sessions/session.ts'
import { required, inEachLocale } from '#platform/forms/fields.ts'

export const requestForm = inEachLocale((field) =>
  z.object({
    initiativeId: field.id(),
    topic: required(field.choice(topics)),
    question: field.required(4000),
    channel: field.choice(channels),
    days: field.text(300),
  }),
)

export const dateRow = inEachLocale((field) =>
  z
    .object({
      onDay: required(field.day(), 'required'),
      starts: required(field.time(), 'required'),
      channel: required(field.choice(channels)),
      place: field.text(200),
    })
    .refine(({ onDay, starts }) => isOnClock(onDay, starts), { path: ['starts'], message: 'left_out' }),
)

export const noteForm = inEachLocale((field) => z.object({ note: field.prose(2000) }))
export const otherDatesForm = inEachLocale((field) => z.object({ words: field.prose(2000) }))
export const reasonForm = inEachLocale((field) => z.object({ reason: field.required(2000) }))
