import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { changeItemFiles, createItems, moveItem } from '#modules/equipment/items/commands.ts'
import { recordInspection } from '#modules/equipment/inspections/commands.ts'
import type { Item, ItemInput } from '#modules/equipment/items/item.ts'
import { createMaterial, moveMaterial } from '#modules/equipment/materials/commands.ts'
import { moveOf } from '#modules/equipment/materials/material.ts'
import { cents } from '#platform/values/money.ts'
import { idIn } from '../look-up.ts'
import type { People } from '../people/seed.ts'
import { readStory } from '../story.ts'
import {
  inventory as story,
  type DemoInspection,
  type DemoInventory,
  type DemoItem,
  type DemoMaterial,
  type DemoMove,
} from './schema.ts'

/** Keeps a photo of an emblem on a thing, sent by this person. */
export type Photo = (by: { id: string }) => Promise<{ id: string }>

/** Tells what the partners bought and what became of it. */
export async function seedEquipment(db: Db, people: People, photo: Photo): Promise<void> {
  for (const territory of ['ape', 'setomaa', 'engure']) {
    const inventory = readStory(`equipment/${territory}.json`, story)
    const partner = await people(inventory.territory)
    const sticker = inventory.things.some(({ stickered }) => stickered) ? await photo(partner) : null
    const inspectors = new Map<string, { id: string }>()
    for (const { by } of inventory.things.flatMap(({ inspections }) => inspections))
      inspectors.set(by, await people(by))
    const inspected = await transact(db, partner, (tx) => createInventory(tx, inventory, sticker))
    for (const { item, each } of inspected) {
      const by = inspectors.get(each.by)
      if (by) await transact(db, by, (tx) => inspect(tx, item, each))
    }
  }
}

async function createInventory(
  tx: AuditedTransaction,
  { territory, things, materials }: DemoInventory,
  sticker: { id: string } | null,
) {
  const territoryId = await idIn(tx.db, 'territories', { slug: territory })
  const inspected: { item: Pick<Item, 'id'>; each: DemoInspection }[] = []
  for (const thing of things) {
    inspected.push(...(await createThing(tx, territoryId, thing, sticker)))
  }
  for (const material of materials) await createStock(tx, territoryId, material)
  return inspected
}

async function createThing(
  tx: AuditedTransaction,
  territoryId: string,
  thing: DemoItem,
  sticker: { id: string } | null,
) {
  const { entered, count, moves, inspections } = thing
  const first = { territoryId, state: entered.state, since: entered.on }
  const items = await createItems(tx, first, inputOf(thing), count)
  for (const item of items) {
    if (thing.stickered && sticker) await changeItemFiles(tx, item, 'sticker', { added: [sticker], removed: [] })
    for (const each of moves) await take(tx, item, each)
  }
  return items.flatMap((item) => inspections.map((each) => ({ item, each })))
}

const inputOf = ({ invoice, price, ...thing }: DemoItem): ItemInput => ({
  ...{ name: thing.name, category: thing.category, supplier: thing.supplier, serial: thing.serial },
  ...{ invoice: invoice?.number ?? '', invoicedOn: invoice?.on ?? null, procurement: '', funding: thing.funding },
  ...{ net: price?.net ?? null, vat: price?.vat ?? null, gross: price ? cents(price.net + price.vat) : null },
  ...{ warrantyTo: null, durableUntil: thing.durableUntil, note: null },
})

async function take(tx: AuditedTransaction, { id }: Pick<Item, 'id'>, { to, on, initiative, reason }: DemoMove) {
  const seen: Pick<Item, 'id' | 'version'> = await tx.db('equipmentItems').where({ id }).first('id', 'version')
  await moveItem(tx, seen, {
    state: to,
    onDay: on,
    reason,
    ...(initiative !== undefined && { initiativeId: await idIn(tx.db, 'initiatives', { slug: initiative }) }),
  })
}

async function createStock(tx: AuditedTransaction, territoryId: string, { moves, ...told }: DemoMaterial) {
  const facts = {
    ...told,
    invoice: '',
    invoicedOn: null,
    funding: 'project' as const,
  }
  const material = await createMaterial(tx, territoryId, facts)
  for (const { happened, quantity, on, initiative, note } of moves)
    await moveMaterial(tx, material, {
      ...moveOf(happened, quantity),
      onDay: on,
      initiativeId: initiative === undefined ? null : await idIn(tx.db, 'initiatives', { slug: initiative }),
      note,
    })
}

const inspect = (tx: AuditedTransaction, item: Pick<Item, 'id'>, { by, on, condition, inUse, note }: DemoInspection) =>
  recordInspection(
    tx,
    item,
    {
      ...{ condition, inUse, onDay: on, note: note ?? null },
      source: by === 'gaujiena' || by === 'varska' ? 'community' : 'staff',
    },
    [],
  )
