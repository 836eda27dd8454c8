import { z } from 'zod'
import { rounds } from '#modules/assessments/assessment/assessment.ts'
import { onDay, parish, text } from '../story.ts'

const value = z.union([z.number(), z.boolean(), z.string()])

/** What was answered: a value alone, with its reason or its evidence, a text, or why the question does not apply. */
const answer = z.union([
  value,
  text,
  z.strictObject({ value, why: text }),
  z.strictObject({ value, evidence: text }),
  z.strictObject({ none: text }),
])

const meeting = z.strictObject({
  on: onDay,
  place: z.string(),
  minutes: z.int().positive(),
  facilitator: z.string(),
  participants: z.int(),
  women: z.int(),
  young: z.int(),
  seniors: z.int(),
  record: text,
  /** As on the list that went round; nobody real. */
  names: z.array(z.string()).exactOptional(),
})

export const assessment = z.strictObject({
  parish,
  round: z.enum(rounds),
  stage: z.enum(['draft', 'submitted', 'returned', 'approved']),
  note: text.exactOptional(),
  /** By the codes of the methodology's questions. */
  answers: z.record(z.string(), answer),
  meetings: z.array(meeting),
})

export type DemoAnswer = z.output<typeof answer>
export type DemoMeeting = z.output<typeof meeting>
export type DemoAssessment = z.output<typeof assessment>
