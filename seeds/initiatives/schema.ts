import { z } from 'zod'
import { audiences, initiativeCategories, providers } from '#modules/initiatives/initiative/initiative.ts'
import { onDay, text } from '../story.ts'

/** What is missing has not been written yet: a draft may stand at any stage. */
export const initiativeFacts = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: text,
  category: z.enum(initiativeCategories),
  summary: text,
  description: text.exactOptional(),
  forWhom: text.exactOptional(),
  responsible: z.string().exactOptional(),
  startsOn: onDay.exactOptional(),
  place: text.exactOptional(),
  serves: z.enum(audiences).exactOptional(),
  provider: z.enum(providers).exactOptional(),
  risks: text.exactOptional(),
  sustainability: text.exactOptional(),
  openToCommunity: z.boolean(),
})

export const initiative = initiativeFacts.extend({
  state: z.enum(['idea', 'drafting', 'dropped']),
  dropReason: text.exactOptional(),
})

export type DemoInitiative = z.output<typeof initiative>
