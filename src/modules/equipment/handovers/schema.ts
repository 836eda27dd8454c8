import { z } from 'zod'
import { inEachLocale } from '#platform/forms/fields.ts'
import { handoverBases, itemConditions, languagePairs } from './handover.ts'

export const handoverForm = inEachLocale((field) =>
  z.object({
    basis: field.choice(handoverBases).refine((basis) => basis !== null, 'choose'),
    pair: field.choice(languagePairs).refine((pair) => pair !== null, 'choose'),
    place: field.text(200),
    onDay: field.day(),
    givesName: field.person(),
    givesOrganisation: field.text(200),
    givesRole: field.text(200),
    takesName: field.person(),
    takesOrganisation: field.text(200),
    takesRole: field.text(200),
  }),
)

/** What is said of a thing on the handover. */
export const handoverLineForm = inEachLocale((field) =>
  z.object({
    condition: field.choice(itemConditions).refine((condition) => condition !== null, 'choose'),
    note: field.text(200),
    quantity: field.quantity().refine((quantity) => quantity === null || quantity > 0, 'number'),
  }),
)

export const handoverReasonForm = inEachLocale((field) => z.object({ reason: field.required(1000) }))

export const proofWithdrawalForm = inEachLocale((field) => z.object({ because: field.required(1000) }))

export const conditionsOfUseForm = inEachLocale((field) =>
  z.object({ lv: field.required(10_000), et: field.required(10_000), en: field.required(10_000) }),
)
