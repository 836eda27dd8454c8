import { perform, type Act } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { changeFiles, enter, move } from '#equipment/commands.ts'
import { inspect } from '#equipment/inspection-commands.ts'
import type { Item, ItemFacts } from '#equipment/item.ts'
import { enterMaterial, moveMaterial } from '#equipment/material-commands.ts'
import { moveOf } from '#equipment/material.ts'
import { day } from '#lib/day.ts'
import { cents } from '#lib/money.ts'
import { apeInventory } from './demo/equipment/ape.ts'
import { engureInventory, setomaaInventory } from './demo/equipment/others.ts'
import type { DemoInspection, DemoInventory, DemoMaterial, DemoMove, DemoThing } from './demo/equipment/story.ts'
import type { People } from './tell.ts'

/** Keeps a photo of an emblem on a thing, sent by this person. */
export type Photo = (by: { id: string }) => Promise<{ id: string }>

/** Tells what the partners bought and what became of it. */
export async function tellEquipment(db: Db, people: People, photo: Photo): Promise<void> {
  for (const inventory of [apeInventory, setomaaInventory, engureInventory]) {
    const partner = await people(inventory.territory)
    const sticker = inventory.things.some(({ stickered }) => stickered) ? await photo(partner) : null
    const inspectors = new Map<string, { id: string }>()
    for (const { by } of inventory.things.flatMap(({ inspections = [] }) => inspections))
      inspectors.set(by, await people(by))
    const told = await perform(db, partner, (act) => tellOf(act, inventory, sticker))
    for (const { item, each } of told) {
      const by = inspectors.get(each.by)
      if (by) await perform(db, by, (act) => tellInspection(act, item, each))
    }
  }
}

async function tellOf(act: Act, { territory, things, materials }: DemoInventory, sticker: { id: string } | null) {
  const row: { id: string } | undefined = await act.trx('territories').where({ slug: territory }).first('id')
  if (!row) throw new Error(`there is no territory ${territory}`)
  const inspected: { item: Pick<Item, 'id'>; each: DemoInspection }[] = []
  for (const thing of things) {
    const entry = { territoryId: row.id, state: thing.entered.state, since: day(thing.entered.on) }
    for (const item of await enter(act, entry, factsOf(thing), thing.count ?? 1)) {
      if (thing.stickered && sticker) await changeFiles(act, item, 'sticker', { added: [sticker], removed: [] })
      for (const each of thing.moves ?? []) await take(act, item, each)
      inspected.push(...(thing.inspections ?? []).map((each) => ({ item, each })))
    }
  }
  for (const material of materials) await tellMaterial(act, row.id, material)
  return inspected
}

const blank = {
  ...{ supplier: '', invoice: '', invoicedOn: null, procurement: '', serial: '', funding: 'project' as const },
  ...{ net: null, vat: null, gross: null, warrantyTo: null, durableUntil: null, note: null },
}

const factsOf = ({ invoice, price, durableUntil, ...thing }: DemoThing): ItemFacts => ({
  ...blank,
  ...Object.fromEntries(Object.entries(thing).filter(([field]) => field in blank)),
  name: thing.name,
  category: thing.category,
  ...(invoice && { invoice: invoice[0], invoicedOn: day(invoice[1]) }),
  ...(price && { net: cents(price[0]), vat: cents(price[1]), gross: cents(price[0] + price[1]) }),
  ...(durableUntil !== undefined && { durableUntil: day(durableUntil) }),
})

async function take(act: Act, { id }: Pick<Item, 'id'>, { to, on, initiative, reason }: DemoMove) {
  const seen: Pick<Item, 'id' | 'version'> = await act.trx('equipmentItems').where({ id }).first('id', 'version')
  await move(act, seen, {
    state: to,
    onDay: day(on),
    reason: reason ?? null,
    ...(initiative !== undefined && { initiativeId: await idOf(act, initiative) }),
  })
}

async function idOf({ trx }: Act, slug: string): Promise<string> {
  const row: { id: string } | undefined = await trx('initiatives').where({ slug }).first('id')
  if (!row) throw new Error(`there is no initiative ${slug}`)
  return row.id
}

async function tellMaterial(act: Act, territoryId: string, { moves, ...told }: DemoMaterial) {
  const facts = {
    ...told,
    unitPrice: cents(told.unitPrice),
    invoice: '',
    invoicedOn: null,
    funding: 'project' as const,
  }
  const material = await enterMaterial(act, territoryId, facts)
  for (const { happened, quantity, on, initiative, note = '' } of moves)
    await moveMaterial(act, material, {
      ...moveOf(happened, quantity),
      onDay: day(on),
      initiativeId: initiative === undefined ? null : await idOf(act, initiative),
      note,
    })
}

const tellInspection = (act: Act, item: Pick<Item, 'id'>, { by, on, condition, inUse = true, note }: DemoInspection) =>
  inspect(
    act,
    item,
    {
      ...{ condition, inUse, onDay: day(on), note: note ?? null },
      source: by === 'gaujiena' || by === 'varska' ? 'community' : 'staff',
    },
    [],
  )
