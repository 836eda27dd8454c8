import { z } from 'zod'
import { required, inEachLocale } from '#platform/forms/fields.ts'
import { fundingKinds } from '#modules/equipment/items/item.ts'
import { movementKinds } from './material.ts'

export const materialForm = inEachLocale((field) =>
  z.object({
    name: field.requiredMultilingual(200),
    unit: field.required(20),
    supplier: field.text(200),
    invoice: field.text(100),
    invoicedOn: field.day(),
    unitPrice: field.euros(),
    funding: required(field.choice(fundingKinds)),
  }),
)

export const materialMoveForm = inEachLocale((field) =>
  z.object({
    happening: required(field.choice(movementKinds)),
    quantity: required(field.quantity(), 'required'),
    onDay: required(field.day(), 'required'),
    initiative: field.text(120),
    note: field.text(400),
  }),
)
