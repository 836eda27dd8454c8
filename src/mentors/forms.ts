import { z } from 'zod'
import { channels, topics } from '#advice/session.ts'
import { required, inEachLocale } from '#lib/fields.ts'
import { spokenLanguages } from './mentor.ts'

export const profileForm = inEachLocale((field) =>
  z.object({
    organisation: field.text(200),
    expertise: field.many(topics),
    skills: field.text(300),
    speaks: field.many(spokenLanguages),
    about: field.prose(4000),
    published: field.checkbox(),
  }),
)

export const assignmentForm = inEachLocale((field) =>
  z.object({
    personId: field.id(),
    email: z.string().default('').pipe(field.text(254)),
    parishId: required(field.id()),
    fromDay: required(field.day(), 'day'),
    toDay: field.day(),
    /** Hours are typed, and kept as minutes. */
    contractedHours: field.quantity(),
    hidesEarlierNotes: field.checkbox(),
  }),
)

export const agreementForm = inEachLocale((field) =>
  z.object({ toDay: field.day(), contractedHours: field.quantity(), hidesEarlierNotes: field.checkbox() }),
)

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
  z.object({
    onDay: required(field.day(), 'day'),
    starts: required(field.time(), 'time'),
    channel: required(field.choice(channels)),
    place: field.text(200),
  }),
)

export const noteForm = inEachLocale((field) => z.object({ note: field.prose(2000) }))
export const wishForm = inEachLocale((field) => z.object({ words: field.prose(2000) }))
export const reasonForm = inEachLocale((field) => z.object({ reason: field.required(2000) }))

export const addendumForm = inEachLocale((field) =>
  z.object({
    parishId: required(field.id()),
    minutes: required(field.whole(-14_400, 14_400), 'whole').refine((minutes) => minutes !== 0, 'whole'),
    why: field.required(2000),
  }),
)
