import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { changeItemFiles, createItems, moveItem } from '#modules/equipment/items/commands.ts'
import { recordInspection } from '#modules/equipment/inspections/commands.ts'
import type { Item, ItemInput } from '#modules/equipment/items/item.ts'
import { createMaterial, moveMaterial } from '#modules/equipment/materials/commands.ts'
import { moveOf } from '#modules/equipment/materials/material.ts'
import { day } from '#platform/values/day.ts'
import { cents } from '#platform/values/money.ts'
import { apeInventory } from './demo/equipment/ape.ts'
import { engureInventory, setomaaInventory } from './demo/equipment/others.ts'
import type { DemoInspection, DemoInventory, DemoMaterial, DemoMove, DemoItem } from './demo/equipment/types.ts'
import type { People } from './seed-parishes.ts'

/** Keeps a photo of an emblem on a thing, sent by this person. */
export type Photo = (by: { id: string }) => Promise<{ id: string }>

/** Tells what the partners bought and what became of it. */
export async function seedEquipment(db: Db, people: People, photo: Photo): Promise<void> {
  for (const inventory of [apeInventory, setomaaInventory, engureInventory]) {
    const partner = await people(inventory.territory)
    const sticker = inventory.things.some(({ stickered }) => stickered) ? await photo(partner) : null
    const inspectors = new Map<string, { id: string }>()
    for (const { by } of inventory.things.flatMap(({ inspections = [] }) => inspections))
      inspectors.set(by, await people(by))
    const told = await transact(db, partner, (tx) => tellOf(tx, inventory, sticker))
    for (const { item, each } of told) {
      const by = inspectors.get(each.by)
      if (by) await transact(db, by, (tx) => tellInspection(tx, item, each))
    }
  }
}

async function tellOf(
  tx: AuditedTransaction,
  { territory, things, materials }: DemoInventory,
  sticker: { id: string } | null,
) {
  const row: { id: string } | undefined = await tx.db('territories').where({ slug: territory }).first('id')
  if (!row) throw new Error(`there is no territory ${territory}`)
  const inspected: { item: Pick<Item, 'id'>; each: DemoInspection }[] = []
  for (const thing of things) {
    inspected.push(...(await tellThing(tx, row.id, thing, sticker)))
  }
  for (const material of materials) await tellMaterial(tx, row.id, material)
  return inspected
}

async function tellThing(tx: AuditedTransaction, territoryId: string, thing: DemoItem, sticker: { id: string } | null) {
  const { entered, count = 1, moves = [], inspections = [] } = thing
  const items = await createItems(
    tx,
    { territoryId, state: entered.state, since: day(entered.on) },
    factsOf(thing),
    count,
  )
  for (const item of items) {
    if (thing.stickered && sticker) await changeItemFiles(tx, item, 'sticker', { added: [sticker], removed: [] })
    for (const each of moves) await take(tx, item, each)
  }
  return items.flatMap((item) => inspections.map((each) => ({ item, each })))
}

const blank = {
  ...{ supplier: '', invoice: '', invoicedOn: null, procurement: '', serial: '', funding: 'project' as const },
  ...{ net: null, vat: null, gross: null, warrantyTo: null, durableUntil: null, note: null },
}

const factsOf = ({ invoice, price, durableUntil, ...thing }: DemoItem): ItemInput => ({
  ...blank,
  ...Object.fromEntries(Object.entries(thing).filter(([field]) => field in blank)),
  name: thing.name,
  category: thing.category,
  ...(invoice && { invoice: invoice[0], invoicedOn: day(invoice[1]) }),
  ...(price && { net: cents(price[0]), vat: cents(price[1]), gross: cents(price[0] + price[1]) }),
  ...(durableUntil !== undefined && { durableUntil: day(durableUntil) }),
})

async function take(tx: AuditedTransaction, { id }: Pick<Item, 'id'>, { to, on, initiative, reason }: DemoMove) {
  const seen: Pick<Item, 'id' | 'version'> = await tx.db('equipmentItems').where({ id }).first('id', 'version')
  await moveItem(tx, seen, {
    state: to,
    onDay: day(on),
    reason: reason ?? null,
    ...(initiative !== undefined && { initiativeId: await idOf(tx, initiative) }),
  })
}

async function idOf({ db }: AuditedTransaction, slug: string): Promise<string> {
  const row: { id: string } | undefined = await db('initiatives').where({ slug }).first('id')
  if (!row) throw new Error(`there is no initiative ${slug}`)
  return row.id
}

async function tellMaterial(tx: AuditedTransaction, territoryId: string, { moves, ...told }: DemoMaterial) {
  const facts = {
    ...told,
    unitPrice: cents(told.unitPrice),
    invoice: '',
    invoicedOn: null,
    funding: 'project' as const,
  }
  const material = await createMaterial(tx, territoryId, facts)
  for (const { happened, quantity, on, initiative, note = '' } of moves)
    await moveMaterial(tx, material, {
      ...moveOf(happened, quantity),
      onDay: day(on),
      initiativeId: initiative === undefined ? null : await idOf(tx, initiative),
      note,
    })
}

const tellInspection = (
  tx: AuditedTransaction,
  item: Pick<Item, 'id'>,
  { by, on, condition, inUse = true, note }: DemoInspection,
) =>
  recordInspection(
    tx,
    item,
    {
      ...{ condition, inUse, onDay: day(on), note: note ?? null },
      source: by === 'gaujiena' || by === 'varska' ? 'community' : 'staff',
    },
    [],
  )
