import { z } from 'zod'
import { clock, onDay, orNull, parish, territory, text } from '../story.ts'

const sitting = { on: onDay, starts: clock, ends: clock }

const traveller = z.strictObject({
  parish,
  name: z.string(),
  email: orNull(z.email()),
  phone: orNull(z.string()),
  boardsAt: z.string(),
  needs: z.string().default(''),
})

export const visit = z.strictObject({
  number: z.int(),
  host: territory,
  title: text,
  about: text,
  packing: text,
  from: onDay,
  to: onDay,
  contact: z.string(),
  seminar: z.strictObject({ title: text, ...sitting, place: z.string(), notes: orNull(text) }),
  stops: z.array(z.strictObject({ ...sitting, place: text, host: z.string(), theme: text })),
  legs: z.array(
    z.strictObject({ on: onDay, leaves: clock, from: z.string(), to: z.string(), seats: z.int(), note: orNull(text) }),
  ),
  nights: z.array(z.strictObject({ on: onDay, place: z.string(), address: z.string(), beds: z.int() })),
  /** How many of a parish may come. */
  places: z.partialRecord(parish, z.int()),
  travellers: z.array(traveller),
  held: z.boolean(),
  lessons: z.array(
    z.strictObject({ parish, by: z.string(), initiative: z.string().exactOptional(), text, public: z.boolean() }),
  ),
})

export type DemoVisit = z.output<typeof visit>
