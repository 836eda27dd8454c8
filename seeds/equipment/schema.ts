import { z } from 'zod'
import { handoverBases } from '#modules/equipment/handovers/handover.ts'
import { inspectionConditions } from '#modules/equipment/inspections/inspection.ts'
import { entryStates, fundingKinds, itemCategories, itemStates } from '#modules/equipment/items/item.ts'
import { movementKinds } from '#modules/equipment/materials/material.ts'
import { amount, onDay, orNull, territory, text } from '../story.ts'

const count = z.int().positive().default(1)

/** A step of a thing in the story: the state it comes to, on a day, with whom and why. */
const move = z.strictObject({
  to: z.enum(itemStates),
  on: onDay,
  initiative: z.string().exactOptional(),
  reason: orNull(text),
})

const inspection = z.strictObject({
  by: z.string(),
  on: onDay,
  condition: z.enum(inspectionConditions),
  inUse: z.boolean().default(true),
  note: orNull(text),
})

/** Things that were entered together, and what became of each of them. */
const item = z.strictObject({
  name: text,
  category: z.enum(itemCategories),
  count,
  entered: z.strictObject({ state: z.enum(entryStates), on: onDay }),
  supplier: z.string().default(''),
  invoice: z.strictObject({ number: z.string(), on: onDay }).exactOptional(),
  /** Without VAT, and VAT. */
  price: z.strictObject({ net: amount, vat: amount }).exactOptional(),
  funding: z.enum(fundingKinds).default('project'),
  serial: z.string().default(''),
  durableUntil: orNull(onDay),
  /** Whether there is a photo with the emblem. */
  stickered: z.boolean().default(false),
  moves: z.array(move).default([]),
  inspections: z.array(inspection).default([]),
})

const movement = z.strictObject({
  happened: z.enum(movementKinds),
  quantity: z.number(),
  on: onDay,
  initiative: z.string().exactOptional(),
  note: z.string().default(''),
})

const material = z.strictObject({
  name: text,
  unit: z.string(),
  unitPrice: amount,
  supplier: z.string(),
  moves: z.array(movement),
})

/** What a partner bought and what became of it. */
export const inventory = z.strictObject({ territory, things: z.array(item), materials: z.array(material) })

const party = z.strictObject({ name: z.string(), organisation: z.string(), role: z.string() })

const handedItem = z.strictObject({
  name: text,
  category: z.enum(itemCategories),
  count,
  /** What each cost with VAT. */
  gross: amount,
  serial: z.string().default(''),
})

/** A handover, and how far it has come. */
const handover = z.strictObject({
  territory,
  initiative: z.string(),
  basis: z.enum(handoverBases),
  on: onDay,
  place: z.string(),
  gives: party,
  takes: party,
  things: z.array(handedItem),
  /** Things of the inventory that are on it besides, by their numbers. */
  numbers: z.array(z.int()).default([]),
  end: z.enum(['draft', 'asked', 'issued', 'scanned', 'signed', 'void', 'returned']),
  reason: text.exactOptional(),
})

/** Handovers in every state: signed, waiting for signatures, void, followed by a return, and drafts that something holds up. */
export const handovers = z.array(handover)

export type DemoItem = z.output<typeof item>
export type DemoMove = z.output<typeof move>
export type DemoInspection = z.output<typeof inspection>
export type DemoMaterial = z.output<typeof material>
export type DemoInventory = z.output<typeof inventory>
export type DemoHandover = z.output<typeof handover>
export type DemoHandoverItem = z.output<typeof handedItem>
