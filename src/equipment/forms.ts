import { z } from 'zod'
import { filled, inEachLocale } from '#lib/fields.ts'
import { conditions } from './inspection.ts'
import { categories, firstStates, fundings } from './item.ts'
import { happenings } from './material.ts'

export const itemForm = inEachLocale((field) =>
  z.object({
    name: field.requiredMultilingual(200),
    category: filled(field.choice(categories)),
    supplier: field.text(200),
    invoice: field.text(100),
    invoicedOn: field.day(),
    net: field.euros(),
    vat: field.euros(),
    gross: field.euros(),
    funding: filled(field.choice(fundings)),
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
    count: filled(field.whole(1, mostAtOnce)),
    state: filled(field.choice(firstStates)),
    territory: field.text(40),
  }),
)

export const copiesForm = inEachLocale((field) => z.object({ count: filled(field.whole(1, mostAtOnce)) }))

export const stepForm = inEachLocale((field) =>
  z.object({ onDay: filled(field.day()), reason: field.text(1000), initiative: field.text(120) }),
)

export const materialForm = inEachLocale((field) =>
  z.object({
    name: field.requiredMultilingual(200),
    unit: field.required(20),
    supplier: field.text(200),
    invoice: field.text(100),
    invoicedOn: field.day(),
    unitPrice: field.euros(),
    funding: filled(field.choice(fundings)),
  }),
)

export const moveForm = inEachLocale((field) =>
  z.object({
    happening: filled(field.choice(happenings)),
    quantity: filled(field.quantity()),
    onDay: filled(field.day()),
    initiative: field.text(120),
    note: field.text(400),
  }),
)

export const inspectionForm = inEachLocale((field) =>
  z.object({
    condition: filled(field.choice(conditions)),
    inUse: filled(field.choice(['yes', 'no'])),
    onDay: filled(field.day()),
    note: field.text(1000),
  }),
)
