import { z } from 'zod'
import { actionItemOwners, channels, phases, topics } from '#modules/advice/sessions/session.ts'
import { onDay, orNull, text } from '../story.ts'

export const session = z.strictObject({
  initiative: z.string().exactOptional(),
  on: onDay,
  minutes: z.int().positive(),
  channel: z.enum(channels),
  phase: z.enum(phases),
  topics: z.array(z.enum(topics)),
  summary: text,
  privateNote: z.string().default(''),
  actionItems: z
    .array(
      z.strictObject({
        what: text,
        owner: z.enum(actionItemOwners),
        due: orNull(onDay),
        done: z.boolean().default(false),
      }),
    )
    .default([]),
})

export type DemoSession = z.output<typeof session>
