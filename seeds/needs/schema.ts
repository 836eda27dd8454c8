import { z } from 'zod'
import { rounds } from '#modules/assessments/assessment/assessment.ts'
import { needCategories, priorities } from '#modules/needs/needs/need.ts'
import { swotKinds } from '#modules/needs/swot/swot.ts'
import { onDay, orNull, parish, text } from '../story.ts'

const note = orNull(text)

/** What answers a need: an action of an initiative by its place, its investment, a topic, or the advice of a day. */
const response = z.union([
  z.strictObject({ action: z.strictObject({ initiative: z.string(), at: z.int() }), note }),
  z.strictObject({ investment: z.string(), note }),
  z.strictObject({ topic: z.string(), note }),
  z.strictObject({ advice: onDay, note }),
])

const need = z.strictObject({
  title: text,
  description: orNull(text),
  category: z.enum(needCategories),
  severity: z.int().min(1).max(5),
  priority: z.enum(priorities),
  people: orNull(z.int()),
  hidden: z.boolean().default(false),
  /** The criterion whose answer it comes from, of the first assessment. */
  from: z.string().exactOptional(),
  answers: z.array(response).default([]),
  /** It is met. */
  met: z.boolean().default(false),
  droppedFor: text.exactOptional(),
})

export const needs = z.strictObject({
  parish,
  needs: z.array(need),
  /** What a meeting ranked, the weightiest first, with its votes. */
  swot: z
    .strictObject({
      round: z.enum(rounds),
      public: z.boolean().default(false),
      items: z.record(z.enum(swotKinds), z.array(z.strictObject({ text, votes: orNull(z.int()) }))),
    })
    .exactOptional(),
})

export type DemoNeedResponse = z.output<typeof response>
export type DemoNeed = z.output<typeof need>
export type DemoNeeds = z.output<typeof needs>
