import { z } from 'zod'
import { required, inEachLocale } from '#lib/fields.ts'
import { conditions } from './inspection.ts'
import { categories, firstStates, fundings } from './item.ts'
import { happenings } from './material.ts'

export const itemForm = inEachLocale((field) =>
  z.object({
    name: field.requiredMultilingual(200),
    category: required(field.choice(categories)),
    supplier: field.text(200),
    invoice: field.text(100),
    invoicedOn: field.day(),
    net: field.euros(),
    vat: field.euros(),
    gross: field.euros(),
    funding: required(field.choice(fundings)),
    procurement: field.text(100),
    serial: field.text(100),
    warrantyTo: field.day(),
    durableUntil: field.day(),
    note: field.multilingual(4000),
  }),
)

const mostAtOnce = 100

/** What is asked only when things are entered: how many, where, and how far they have come. */
export const entryForm = inEachLocale((field) =>
  z.object({
    count: required(field.whole(1, mostAtOnce)),
    state: required(field.choice(firstStates)),
    territory: field.text(40),
  }),
)

export const copiesForm = inEachLocale((field) => z.object({ count: required(field.whole(1, mostAtOnce)) }))

export const stepForm = inEachLocale((field) =>
  z.object({ onDay: required(field.day()), reason: field.text(1000), initiative: field.text(120) }),
)

export const materialForm = inEachLocale((field) =>
  z.object({
    name: field.requiredMultilingual(200),
    unit: field.required(20),
    supplier: field.text(200),
    invoice: field.text(100),
    invoicedOn: field.day(),
    unitPrice: field.euros(),
    funding: required(field.choice(fundings)),
  }),
)

export const moveForm = inEachLocale((field) =>
  z.object({
    happening: required(field.choice(happenings)),
    quantity: required(field.quantity()),
    onDay: required(field.day()),
    initiative: field.text(120),
    note: field.text(400),
  }),
)

export const inspectionForm = inEachLocale((field) =>
  z.object({
    condition: required(field.choice(conditions)),
    inUse: required(field.choice(['yes', 'no'])),
    onDay: required(field.day()),
    note: field.text(1000),
  }),
)
