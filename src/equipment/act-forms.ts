import { z } from 'zod'
import { inEachLocale } from '#lib/fields.ts'
import { bases, conditions, pairs } from './act.ts'

export const actForm = inEachLocale((field) =>
  z.object({
    basis: field.choice(bases).refine((basis) => basis !== null, 'choose'),
    pair: field.choice(pairs).refine((pair) => pair !== null, 'choose'),
    place: field.text(200),
    onDay: field.day(),
    givesName: field.text(120),
    givesOrganisation: field.text(200),
    givesRole: field.text(200),
    takesName: field.text(120),
    takesOrganisation: field.text(200),
    takesRole: field.text(200),
  }),
)

/** What is said of a thing on the act. */
export const lineForm = inEachLocale((field) =>
  z.object({
    condition: field.choice(conditions).refine((condition) => condition !== null, 'choose'),
    note: field.text(200),
    quantity: field.quantity().refine((quantity) => quantity === null || quantity > 0, 'number'),
  }),
)

export const reasonForm = inEachLocale((field) => z.object({ reason: field.required(1000) }))

export const termsForm = inEachLocale((field) =>
  z.object({ lv: field.required(10_000), et: field.required(10_000), en: field.required(10_000) }),
)
