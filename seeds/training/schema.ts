import { z } from 'zod'
import { priorities } from '#modules/needs/needs/need.ts'
import { modalities, trainingKinds, trainingLanguages } from '#modules/training/days/training-day.ts'
import { locales } from '#platform/i18n/locale.ts'
import { clock, instant, onDay, orNull, parish, territory, text } from '../story.ts'

const date = z.strictObject({ on: onDay, starts: clock, ends: clock, halfDays: z.union([z.literal(1), z.literal(2)]) })

/** A training day and how far it has come by the second of March 2020. */
const day = z.strictObject({
  title: text,
  about: orNull(text),
  agenda: orNull(text),
  kind: z.enum(trainingKinds),
  organiser: territory,
  parishes: z.array(parish),
  topics: z.array(z.string()),
  dates: z.array(date),
  modality: z.enum(modalities).default('onsite'),
  place: z.string().default(''),
  onlineAt: z.string().default(''),
  languages: z.array(z.enum(trainingLanguages)),
  interpretation: orNull(text),
  capacity: orNull(z.int()),
  closes: orNull(onDay),
  trainers: z.array(z.strictObject({ name: z.string(), organisation: z.string().default('') })).default([]),
  stage: z.enum(['planned', 'published', 'open', 'held']),
  /** Why it was called off, and where it was only put off, to which dates. */
  fate: z.strictObject({ reason: text, to: z.array(date).exactOptional() }).exactOptional(),
})

/** A parish's programme, as far as it has come. */
const programme = z.strictObject({
  parish,
  /** Titles of needs in their own language, beside those that the topic answers already. */
  topics: z.array(
    z.strictObject({ code: z.string(), priority: z.enum(priorities), needs: z.array(z.string()).default([]) }),
  ),
  stage: z.enum(['draft', 'submitted', 'approved', 'returned']),
  note: text.exactOptional(),
})

/** How many half days each territory is to have of each kind. */
const target = z.strictObject({ territory, theory: z.int(), practical: z.int() })

/** Somebody who registered in the demonstration; their names are roles, not people. */
const registration = z.strictObject({
  name: z.string(),
  parish: parish.exactOptional(),
  locale: z.enum(locales),
  /** No e-mail address: they phoned, and staff wrote them down. */
  phone: orNull(z.string()),
  guardian: orNull(z.string()),
  photo: z.boolean().default(false),
  needs: z.string().default(''),
})

const queue = z.strictObject({
  /** The day, by its title in its own language. */
  day: z.string(),
  organiser: territory,
  /** In the order in which they registered, one an hour. */
  people: z.array(registration),
  /** Who cancelled, in the order of the queue, and when. */
  cancelled: z.array(z.strictObject({ person: z.int(), at: instant })),
  /** When offers that nobody had answered were given on. */
  settled: instant.exactOptional(),
})

/** Who was at a day, with minutes at each of its dates; 0 for who was not there. */
const list = z.strictObject({
  day: z.string(),
  /** Who wrote the list. */
  by: z.string(),
  people: z.array(z.strictObject({ name: z.string(), parish, minutes: z.array(z.int()), email: z.email() })),
})

export const days = z.array(day)
export const programmes = z.array(programme)
export const targets = z.array(target)
export const queues = z.array(queue)
/** The day whose evidence is there, and the day whose lists wait for a second person. */
export const attendance = z.strictObject({
  evidenced: list,
  waiting: list,
  /** Why and when one of the certificates was taken back. */
  revoked: z.strictObject({ reason: text, on: onDay }),
})

export type DemoDay = z.output<typeof day>
export type DemoDate = z.output<typeof date>
export type DemoProgramme = z.output<typeof programme>
export type DemoQueue = z.output<typeof queue>
export type DemoRegistration = z.output<typeof registration>
export type DemoAttendance = z.output<typeof attendance>
