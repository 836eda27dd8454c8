import { z } from 'zod'
import { required, inEachLocale } from '#platform/forms/fields.ts'
import { itemCategories, entryStates, fundingKinds } from './item.ts'

export const itemForm = inEachLocale((field) =>
  z.object({
    name: field.requiredMultilingual(200),
    category: required(field.choice(itemCategories)),
    supplier: field.text(200),
    invoice: field.text(100),
    invoicedOn: field.day(),
    net: field.euros(),
    vat: field.euros(),
    gross: field.euros(),
    funding: required(field.choice(fundingKinds)),
    procurement: field.text(100),
    serial: field.text(100),
    warrantyTo: field.day(),
    durableUntil: field.day(),
    note: field.multilingual(4000),
  }),
)

const mostAtOnce = 100

/** What is asked only when things are entered: how many, where, and how far they have come. */
export const newItemsForm = inEachLocale((field) =>
  z.object({
    count: required(field.whole(1, mostAtOnce), 'required'),
    state: required(field.choice(entryStates)),
    territory: field.text(40),
  }),
)

export const copiesForm = inEachLocale((field) => z.object({ count: required(field.whole(1, mostAtOnce), 'required') }))

export const statusForm = inEachLocale((field) =>
  z.object({ onDay: required(field.day(), 'required'), reason: field.text(1000), initiative: field.text(120) }),
)
