import { z } from 'zod'
import { channels, topics } from '#modules/advice/sessions/session.ts'
import { spokenLanguages } from '#modules/mentors/profiles/mentor.ts'
import { locales } from '#platform/i18n/locale.ts'
import { session } from '../advice/schema.ts'
import { clock, instant, onDay, orNull, parish, text } from '../story.ts'

const contractedMinutes = z.int()

/** A mentor who is engaged with an account of their own, and terms for those who were there before terms were kept. */
export const assignments = z.strictObject({
  engaged: z.strictObject({
    by: z.string(),
    account: z.strictObject({ email: z.email(), name: z.string(), locale: z.enum(locales) }),
    parish,
    from: onDay,
    to: onDay,
    contractedMinutes,
  }),
  contracted: z.array(z.strictObject({ parish, by: z.string(), contractedMinutes })),
})

/** What the mentors tell of themselves; whose profile is not published shows what that looks like. */
export const profiles = z.array(
  z.strictObject({
    mentor: z.string(),
    organisation: z.string(),
    expertise: z.array(z.enum(topics)),
    speaks: z.array(z.enum(spokenLanguages)),
    skills: text,
    about: orNull(text),
    published: z.boolean(),
  }),
)

/** What the mentor in Engure gave; one of it answered a request. */
export const sessions = z.array(session)

const request = z.strictObject({
  parish,
  /** Who asks, by the part of their address before the at sign; partner staff do it for who telephoned. */
  by: z.string(),
  mentor: z.string(),
  at: instant,
  topic: z.enum(topics),
  question: text,
  channel: orNull(z.enum(channels)),
  days: orNull(text),
  dates: z
    .array(z.strictObject({ on: onDay, starts: clock, channel: z.enum(channels), place: z.string().default('') }))
    .exactOptional(),
  note: orNull(text),
  agreed: z.boolean().default(false),
  /** The day of the session that answered it. */
  answered: onDay.exactOptional(),
  declined: text.exactOptional(),
  withdrawn: z.boolean().default(false),
})

export const requests = z.array(request)
export type DemoRequest = z.output<typeof request>
