import { z } from 'zod'
import { contributions } from '#modules/plans/plan/initiative-content.ts'
import { resourceCategories } from '#modules/resources/resource.ts'
import { onDay, orNull, text } from '../story.ts'

export const resource = z.strictObject({
  /** What the initiatives of the same file call it. */
  key: z.string(),
  category: z.enum(resourceCategories),
  name: text,
  description: orNull(text),
  owner: z.string(),
  condition: text,
  availability: text,
  /** By whom and when it was looked at. */
  verified: z.strictObject({ by: z.string(), on: onDay }).exactOptional(),
  /** Whether everybody sees it: yes, but for people. */
  public: z.boolean().exactOptional(),
})

export const use = z.strictObject({
  key: z.string(),
  whatFor: orNull(text),
  contribution: z.enum(contributions).exactOptional(),
  quantity: orNull(z.number()),
  unit: z.string().default(''),
})

export type DemoResource = z.output<typeof resource>
export type DemoUse = z.output<typeof use>
