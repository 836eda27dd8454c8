import { describe, expect } from 'vitest'
import { transact, system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { createItems } from '#modules/equipment/items/commands.ts'
import type { ItemInput, ItemState } from '#modules/equipment/items/item.ts'
import { day } from '#platform/values/day.ts'
import { pdf, photo, send } from '../../../support/files.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import type { Visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'
import { rowOf, multilingual } from '../../../support/rows.ts'

const inventory = '/en/work/equipment'
const empty = { supplier: '', invoice: '', invoicedOn: '', net: '', vat: '', gross: '', procurement: '', serial: '' }
const mixer = {
  ...empty,
  ...{ territory: 'ape', in: 'en', count: '1', state: 'received', name: 'Dough mixer', category: 'kitchen' },
  ...{ funding: 'project', warrantyTo: '', durableUntil: '', note: '' },
}

const enterMixer = async (person: Visitor, changes: Record<string, string> = {}) => {
  const made = await send(person, `${inventory}/new`, { fields: { ...mixer, ...changes } }).expect(303)
  return made.headers['location'] as string
}

const itemIn = (db: Db, number: number) => db('equipmentItems').where({ number }).first()

describe('the inventory', () => {
  test('numbers what is entered one after the other, each partner for itself', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    expect(await enterMixer(ape)).toBe(`${inventory}/items/ape-0001`)
    expect(await enterMixer(ape)).toBe(`${inventory}/items/ape-0002`)
    expect(await enterMixer(ape, { count: '12', name: 'Chair', category: 'furniture' })).toBe(inventory)
    expect(await enterMixer(ape)).toBe(`${inventory}/items/ape-0015`)
    const setomaa = await signedInAs('setomaa')
    expect(await enterMixer(setomaa, { territory: 'setomaa' })).toBe(`${inventory}/items/setomaa-0001`)
    // Nobody enters things for another partner.
    await send(setomaa, `${inventory}/new`, { fields: mixer }).expect(422)
    expect(await db('equipmentItems').where({ category: 'furniture' })).toHaveLength(12)
    const page = await ape.get(inventory).expect(200)
    expect(page.text).toContain('APE-0014')
    expect(page.text).not.toContain('SETOMAA')
  })

  test('enters a form that is sent twice once', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const key = fieldsOf((await ape.get(`${inventory}/new`).expect(200)).text)['key'] as string
    expect(key).toBeTruthy()
    expect(await enterMixer(ape, { key })).toBe(await enterMixer(ape, { key }))
    expect(await db('equipmentItems')).toHaveLength(1)
  })

  test('computes the third sum from any two, and says what is wrong with the rest', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const given = [
      { net: '100', vat: '21' },
      { net: '100', gross: '121' },
      { vat: '21,00', gross: '121.00' },
      { net: '100', vat: '21', gross: '121' },
    ]
    for (const sums of given) await enterMixer(ape, sums)
    const stored = await db('equipmentItems').select('net', 'vat', 'gross')
    expect(stored).toEqual(Array.from({ length: 4 }, () => ({ net: 10000, vat: 2100, gross: 12100 })))
    const refused = [
      [{ net: '100' }, 'one more of the three sums'],
      [{ net: '100', vat: '21', gross: '120' }, 'do not agree'],
      [{ net: '100', gross: '90' }, 'less than one of its parts'],
      [{ net: 'much' }, 'Enter the amount'],
      [{ name: ' ' }, 'Fill in this field'],
      [{ count: '101' }, 'Enter a number from 1 to 100.'],
      [{ count: '' }, 'Fill in this field.'],
    ] as const
    for (const [typed, said] of refused) {
      const page = await send(ape, `${inventory}/new`, { fields: { ...mixer, note: 'Kept', ...typed } }).expect(422)
      expect(page.text).toContain(said)
      expect(page.text).toContain('Kept')
    }
  })

  test('is changed by who saw it as it is, and by nobody over another', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await enterMixer(ape)
    const form = fieldsOf((await ape.get(`${place}/edit`).expect(200)).text)
    const save = (name: string) => send(ape, `${place}/edit`, { fields: { ...form, name } })
    await save('Mixer for 20 l').expect(303)
    const late = await save('Mixer for 30 l').expect(409)
    expect(late.text).toContain('Mixer for 20 l')
    expect(fieldsOf(late.text)).toMatchObject({ name: 'Mixer for 30 l', version: '2' })
    expect((await rowOf(itemIn(db, 1), { name: multilingual })).name).toEqual({ source: 'en', en: 'Mixer for 20 l' })
  })

  test('copies what came with it, but for the serial number', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await enterMixer(ape, { net: '10', vat: '0', serial: 'A-1' })
    const { key } = fieldsOf((await ape.get(place)).text, `${place}/copies`)
    const copy = () => ape.post(`${place}/copies`).type('form').send({ key, count: '11' }).expect(303)
    await copy()
    await copy()
    expect(await db('equipmentItems').where({ gross: 1000, serial: '' })).toHaveLength(11)
    await ape.post(`${place}/copies`).type('form').send({ count: '0' }).expect(422)
  })
})

describe('a thing', () => {
  const initiative = (db: Db, parish: string) =>
    db('parishes')
      .where({ slug: parish })
      .first('id')
      .then(({ id }) =>
        db('initiatives')
          .insert({
            parishId: id,
            slug: `${parish}-kitchen`,
            state: 'approved',
            title: { source: 'en', en: 'Kitchen' },
          })
          .returning('id'),
      )
      .then(([{ id }]) => id as string)

  test('goes from received to an initiative, and back, and each step is told', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await enterMixer(ape)
    await initiative(db, 'gaujiena')
    await initiative(db, 'varska')
    const take = (step: string, fields: Record<string, string> = {}, files: [string, Buffer, string][] = []) =>
      db('equipmentItems')
        .first('version')
        .then(({ version }) =>
          send(ape, `${place}/steps/${step}`, {
            fields: { onDay: '2.3.2020', version: String(version), in: 'en', ...fields },
            files,
          }),
        )
    const form = await ape.get(`${place}/steps/allocation`).expect(200)
    expect(form.text).toContain('gaujiena-kitchen')
    expect(form.text).not.toContain('varska-kitchen')
    expect((await take('allocation', { initiative: 'varska-kitchen' })).status).toBe(422)
    expect((await take('allocation', { initiative: 'gaujiena-kitchen', onDay: '3.3.2020' })).status).toBe(422)
    expect((await take('allocation', { initiative: 'gaujiena-kitchen', onDay: '1.3.2020' })).status).toBe(422)
    expect((await take('allocation', { initiative: 'gaujiena-kitchen' })).status).toBe(303)
    expect((await ape.get(place)).text).toContain('/en/initiatives/gaujiena-kitchen')
    expect((await take('damage')).status).toBe(422)
    expect((await take('damage', { reason: 'The bowl has a crack' })).status).toBe(303)
    expect((await take('recovery')).status).toBe(303)
    expect(await itemIn(db, 1)).toMatchObject({ state: 'allocated', stateBefore: null })
    expect((await take('release')).status).toBe(303)
    expect(await itemIn(db, 1)).toMatchObject({ state: 'received', initiativeId: null })
    // A thing that was bought is written off with a paper.
    expect((await take('write-off', { reason: 'Beyond repair' })).status).toBe(422)
    expect((await take('write-off', { reason: 'Beyond repair' }, [['documents', pdf, 'decision.pdf']])).status).toBe(
      303,
    )
    expect((await take('loss', { reason: 'Gone' })).status).toBe(409)
    const page = (await ape.get(place)).text
    expect(page).toContain('decision.pdf')
    expect(page.match(/<time datetime="2020-03-02">/g)).toHaveLength(6)
    expect(page).toContain('The bowl has a crack')
  })

  test('goes on together with the ones alike, and shares their photo, where somebody says so', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    await enterMixer(ape, { count: '12', name: 'Chair', state: 'ordered' })
    await enterMixer(ape, { name: 'Chair of another kind', state: 'ordered' })
    const place = `${inventory}/items/ape-0003`
    expect((await ape.get(`${place}/steps/receipt`)).text).toContain('11 more items of the same kind')
    const fields = { onDay: '2.3.2020', version: '1', in: 'en', alike: 'yes' }
    await send(ape, `${place}/steps/receipt`, { fields }).expect(303)
    expect(await db('equipmentItems').where({ state: 'received' })).toHaveLength(12)
    const files = [['photos', await photo(60, 40), 'chairs.jpg']] as const
    await send(ape, `${place}/photos`, { fields: { ...fields, 'photos.alt': 'All the chairs' }, files }).expect(303)
    expect(await db('equipmentFiles')).toHaveLength(12)
    await send(ape, `${place}/steps/damage`, {
      fields: { ...fields, version: '2', alike: '', reason: 'A leg' },
    }).expect(303)
    expect(await db('equipmentItems').where({ state: 'damaged' })).toHaveLength(1)
  })

  test('takes no step in the database that there is not, and none without what it asks for', async ({ db }) => {
    const { id: territoryId } = await db('territories').where({ slug: 'ape' }).first('id')
    const [home, foreign] = [await initiative(db, 'gaujiena'), await initiative(db, 'varska')]
    const facts = { name: { source: 'en', en: 'Mixer' }, category: 'kitchen', funding: 'project' } as ItemInput
    const at = (state: ItemState) => ({ territoryId, state, since: day('2020-03-02') })
    const [{ id }] = (await transact(db, system, (tx) => createItems(tx, at('received'), facts, 1))) as unknown as [
      { id: string },
    ]
    const refused = async (changes: object, constraint: string) => {
      const trying = db.transaction((trx) => trx('equipmentItems').where({ id }).update(changes))
      await expect(trying).rejects.toMatchObject({ constraint })
    }
    await refused({ state: 'handed_over', initiativeId: home }, 'equipment_items_transition')
    await refused({ state: 'planned' }, 'equipment_items_transition')
    await refused({ state: 'allocated' }, 'equipment_items_allocated_to_somebody')
    await refused({ state: 'allocated', initiativeId: foreign }, 'equipment_items_initiative_of_territory')
    await refused({ state: 'lost' }, 'equipment_items_reason')
    await refused({ state: 'written_off', reason: facts.name }, 'equipment_items_write_off_document')
    await refused({ gross: 5, net: 3, vat: 1 }, 'equipment_items_sums')
    await refused({ gross: 5 }, 'equipment_items_whole_price')
    await db('equipmentItems').where({ id }).update({ state: 'allocated', initiativeId: home })
    await refused({ state: 'handed_over' }, 'equipment_items_photo_with_sticker')
    await expect(db.transaction((trx) => trx('equipmentItems').where({ id }).update({ number: 7 }))).rejects.toThrow(
      'keeps its number',
    )
    await expect(db.transaction((trx) => trx('equipmentItems').where({ id }).delete())).rejects.toThrow()
    const born = transact(db, system, (tx) => createItems(tx, at('handed_over'), facts, 1))
    await expect(born).rejects.toMatchObject({ constraint: 'equipment_items_transition' })
  })

  test('is shown with its photo and papers to those who see it, and to no others', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await enterMixer(ape)
    const files = [['photos', await photo(60, 40), 'sticker.jpg']] as const
    await send(ape, `${place}/photos`, { fields: { in: 'en' }, files }).expect(422)
    await send(ape, `${place}/photos`, { fields: { in: 'en', 'photos.alt': 'The sticker' }, files }).expect(303)
    const { fileId } = await db('equipmentFiles').first('fileId')
    for (const [member, status] of [
      ['ape', 200],
      ['lead', 200],
      ['auditor', 200],
      ['setomaa', 404],
      ['gaujiena', 404],
      ['admin', 404],
    ] as const)
      await (await signedInAs(member)).get(`${place}/files/${fileId}/small`).expect(status)
    expect((await ape.get(place)).text).toContain('alt="The sticker"')
  })
})
