import { z } from 'zod'
import {
  cooperationKinds,
  jobKinds,
  lineCategories,
  lineKinds,
  priorities,
  vatModes,
} from '#modules/plans/plan/initiative-content.ts'
import { session } from '../advice/schema.ts'
import { initiative } from '../initiatives/schema.ts'
import { resource, use } from '../resources/schema.ts'
import { amount, condition, inMonth, instant, onDay, orNull, parish, text } from '../story.ts'

const paid = amount.exactOptional()

/** Euro cents from each source. */
export const sources = z.strictObject({
  erdf: paid,
  partner: paid,
  municipality: paid,
  community: paid,
  inKind: paid,
  revenue: paid,
  other: paid,
})

export const financeLine = z.strictObject({
  kind: z.enum(lineKinds),
  month: inMonth,
  category: z.enum(lineCategories),
  /** In the language of the parish. */
  what: z.string(),
  unit: z.string(),
  /** With two decimals at most. */
  quantity: z.number().multipleOf(0.01),
  unitPrice: amount,
  vat: z.enum(vatModes).default('gross'),
  sources,
})

const action = z.strictObject({
  fromMonth: inMonth,
  toMonth: inMonth,
  /** A post or a group, never a person. */
  who: z.string(),
  what: text,
  deliverable: text,
})

const investment = z.strictObject({
  what: text,
  why: text,
  cost: amount,
  priority: z.enum(priorities),
  keeper: text,
})

const job = z.strictObject({
  kind: z.enum(jobKinds),
  /** Basis points of full time. */
  fte: orNull(z.int()),
  startsOn: orNull(onDay),
  who: text,
})

const planned = initiative.extend({
  /** Only in the newer draft of a plan that is in change, not in the approved version. */
  addedInChange: z.boolean().default(false),
  targetGroups: z.array(z.strictObject({ who: text, size: orNull(z.int()), gain: text })).default([]),
  actions: z.array(action).default([]),
  finance: z.array(financeLine).default([]),
  investments: z.array(investment).default([]),
  jobs: z.array(job).default([]),
  /** Which of the parish's resources it uses, and how. */
  resources: z.array(use).default([]),
})

const cooperation = z.strictObject({
  initiative: z.string().exactOptional(),
  kind: z.enum(cooperationKinds),
  reason: orNull(text),
  municipalityGives: text,
  communityGives: text,
  /** A role, never a person. */
  contact: z.string(),
  from: orNull(onDay),
  to: orNull(onDay),
  signedOn: orNull(onDay),
})

/** What a parish has written, how far its plan has come, and the advice that it had. */
export const plan = z.strictObject({
  parish,
  intro: text,
  stage: z.enum(['nothing', 'ideas', 'draft', 'submitted', 'returned', 'approved', 'in_change']),
  begunAt: instant,
  /** When it was handed in, where no approval says so, and given back. */
  submittedAt: instant.exactOptional(),
  returnedAt: instant.exactOptional(),
  returnNote: text.exactOptional(),
  /** When the plan was handed in and approved, and on what conditions. */
  approval: z.strictObject({ submittedAt: instant, at: instant, conditions: z.array(condition) }).exactOptional(),
  reopenedAt: instant.exactOptional(),
  initiatives: z.array(planned),
  resources: z.array(resource).default([]),
  cooperations: z.array(cooperation).default([]),
  advice: z.array(session).default([]),
})

export type DemoFinanceLine = z.output<typeof financeLine>
export type DemoSources = z.output<typeof sources>
export type PlannedInitiative = z.output<typeof planned>
export type DemoPlan = z.output<typeof plan>
