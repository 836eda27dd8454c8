import { describe, expect } from 'vitest'
import { z } from 'zod'
import { fieldsOf } from '../../../support/form-fields.ts'
import type { Visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'
import { rowOf, rowsOf, multilingual, idOf } from '../../../support/rows.ts'

const plan = '/en/work/parishes/gaujiena/plan'

async function begun(ape: Visitor) {
  await ape.post(`${plan}/beginning`).expect(303)
  const added = await ape.post(`${plan}/initiatives`).type('form').send({ title: 'Bread oven' }).expect(303)
  return added.headers['location'] as string
}

const investment = (key: string, what: string) => ({
  [`row.${key}.what`]: what,
  [`row.${key}.initiativeId`]: '',
  [`row.${key}.why`]: '',
  [`row.${key}.cost`]: '',
  [`row.${key}.priority`]: 'must',
  [`row.${key}.keeper`]: '',
})

const line = (key: string, changes: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries({
      month: '05.2020',
      kind: 'cost',
      category: 'materials',
      what: 'Bricks',
      quantity: '100',
      unit: 'pcs',
      unitPrice: '1.20',
      vat: 'gross',
      fromErdf: '100',
      fromMunicipality: '20',
      fromPartner: '',
      fromCommunity: '',
      fromInKind: '',
      fromRevenue: '',
      fromOther: '',
      ...changes,
    }).map(([field, value]) => [`row.${key}.${field}`, value]),
  )

describe('partner staff', () => {
  test('begin the plan of a parish of their territory, and describe an initiative', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const place = await begun(ape)
    const page = await ape.get(place).expect(200)
    expect(page.text).toContain('value="Bread oven"')
    const fields = { ...fieldsOf(page.text), category: 'food', startsOn: '1.5.2020', summary: 'Bread <b>' }
    await ape.post(place).type('form').send(fields).expect(303)
    const again = await ape.get(place).expect(200)
    expect(again.text).toContain('value="01.05.2020"')
    expect(again.text).toContain('Bread &lt;b&gt;')
  })

  test('go on in another language, and what they wrote in the first is saved', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const place = await begun(ape)
    const fields = { ...fieldsOf((await ape.get(place)).text), summary: 'Fresh bread', then: 'lv' }
    const saved = await ape.post(place).type('form').send(fields).expect(303)
    const page = await ape.get(saved.headers['location'] as string).expect(200)
    expect(fieldsOf(page.text)).toMatchObject({ in: 'lv', summary: '' })
    expect(page.text).toContain('English: Fresh bread')
  })

  test('see the plans of other territories nowhere', async ({ signedInAs }) => {
    await begun(await signedInAs('ape'))
    const setomaa = await signedInAs('setomaa')
    await setomaa.get(plan).expect(404)
    await setomaa.post(`${plan}/submission`).expect(404)
    await setomaa.get(`${plan}/investments`).expect(404)
    await setomaa.post(`${plan}/investments`).type('form').send({ rows: '' }).expect(404)
  })

  test('save lines of a financial plan and read them in their own way of writing', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    await begun(ape)
    const finance = `${plan}/finance/bread-oven`
    await ape
      .post(finance)
      .type('form')
      .send({
        version: '0',
        rows: 'new-1 new-2',
        ...line('new-1'),
        ...line('new-2', { unitPrice: '1 000,55', quantity: '2,5' }),
      })
      .expect(303)
    const page = await ape.get(finance.replace('/en/', '/lv/')).expect(200)
    expect(page.text).toContain('value="1000,55"')
    expect(page.text).toContain('value="2,5"')
    expect(
      (await rowsOf(db('financeLines').orderBy('position'), { amount: z.number() })).map(({ amount }) => amount),
    ).toEqual([12_000, 250_138])
  })

  test('hear a line in the language it was written in, whatever they write in now', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    await begun(ape)
    const finance = `${plan}/finance/bread-oven`
    const lines = { version: '0', rows: 'new-1', ...line('new-1', { what: 'Ķieģeļi' }), in: 'lv' }
    await ape.post(finance).type('form').send(lines).expect(303)
    const page = await ape.get(`${finance}?in=en`).expect(200)
    expect(page.text).toMatch(/value="Ķieģeļi" lang="lv"/)
  })

  test('get back all they typed where a cell is no number', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    await begun(ape)
    const page = await ape
      .post(`${plan}/finance/bread-oven`)
      .type('form')
      .send({ version: '0', rows: 'new-1', ...line('new-1', { unitPrice: 'dear' }) })
      .expect(422)
    expect(page.text).toContain('value="dear"')
    expect(page.text).toContain('value="Bricks"')
    expect(await db('financeLines')).toEqual([])
    const kept = { do: 'save', version: '0', rows: 'new-1', 'row.new-1.quantity': 'many', pasted: '\n\n05.2020\tcost' }
    const wrong = await ape.post(`${plan}/finance/bread-oven`).type('form').send(kept).expect(422)
    expect(fieldsOf(wrong.text)['pasted']).toBe(kept.pasted)
  })

  test('are told at the field where quantity times price is more than the portal keeps', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    await begun(ape)
    const large = line('new-1', { quantity: '99 999', unitPrice: '99 999.99' })
    const answer = await ape
      .post(`${plan}/finance/bread-oven`)
      .type('form')
      .send({ rows: 'new-1', ...large })
      .expect(422)
    expect(answer.text).toContain('id="row.new-1.unitPrice-problem"')
    const fine = line('new-1', { unitPrice: '1.349' })
    const finer = await ape
      .post(`${plan}/finance/bread-oven`)
      .type('form')
      .send({ rows: 'new-1', ...fine })
      .expect(422)
    expect(finer.text).toContain('at most two digits after the point')
    expect(await db('financeLines')).toEqual([])
  })

  test('add rows without scripts, and lose nothing by it', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    await begun(ape)
    const page = await ape
      .post(`${plan}/investments`)
      .type('form')
      .send({ do: 'add', version: '0', rows: 'new-1', 'row.new-1.what': 'Old mill' })
      .expect(200)
    expect(page.text).toContain('Old mill</textarea>')
    expect(page.text.match(/ id="row-new-/g)).toHaveLength(2)
  })

  test('see rows pasted from a spreadsheet before they are saved, with what is wrong in each', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    await begun(ape)
    const pasted =
      '05.2020\tcost\tmaterials\tBricks\t100\tpcs\t1,20\twith VAT\n13.2020\tcost\trent\tHall\tmany\tday\t10\texempt\n05.2200\tcost\trent\tHall\t1\tday\t10\texempt'
    const page = await ape
      .post(`${plan}/finance/bread-oven`)
      .type('form')
      .send({ do: 'paste', version: '0', rows: '', pasted })
      .expect(200)
    expect(page.text).toContain('value="Bricks"')
    expect(page.text).toContain('value="many"')
    expect(page.text).toContain('<option value="gross" selected>')
    expect(page.text).toContain('Enter a number, for example 12.5 or 1250.')
    expect(page.text).toContain('The year must be from 2014 to 2049.')
    expect(await db('financeLines')).toEqual([])
  })

  test('are shown both texts where somebody saved before them, and nothing is overwritten', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    await begun(ape)
    const investments = `${plan}/investments`
    await ape
      .post(investments)
      .type('form')
      .send({ version: '0', rows: 'new-1', ...investment('new-1', 'Old mill') })
      .expect(303)
    const id = await idOf(db('investments'))
    const save = (name: string, version: string) =>
      ape
        .post(investments)
        .type('form')
        .send({ version, rows: id, ...investment(id, name) })
    await save('Old mill by the river', '1').expect(303)
    const late = await save('Very old mill', '1').expect(409)
    expect(late.text).toContain('Old mill by the river')
    expect(late.text).toContain('Very old mill')
    expect(late.text).toContain('name="version" value="2"')
    expect((await rowOf(db('investments'), { what: multilingual })).what).toEqual({
      source: 'en',
      en: 'Old mill by the river',
    })
  })

  test('drop no row that somebody else added while they were writing', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    await begun(ape)
    const investments = `${plan}/investments`
    const send = (fields: object) => ape.post(investments).type('form').send(fields)
    await send({ version: '0', rows: 'new-1', ...investment('new-1', 'Old mill') }).expect(303)
    const mine = fieldsOf((await ape.get(investments)).text)
    await send({ ...mine, rows: `${String(mine['rows'])} new-2`, ...investment('new-2', 'Boat') }).expect(303)

    await send({ ...mine, rows: `${String(mine['rows'])} new-3`, ...investment('new-3', 'Oven') }).expect(303)
    const names = (await rowsOf(db('investments').orderBy('position'), { what: multilingual })).map(
      ({ what }) => what.en,
    )
    expect(names).toEqual(['Old mill', 'Boat', 'Oven'])
  })

  test('empty no section by a post that no form of the portal sends', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    await begun(ape)
    const investments = `${plan}/investments`
    const rows = { rows: 'new-1', ...investment('new-1', 'Old mill') }
    await ape
      .post(investments)
      .type('form')
      .send({ version: '0', ...rows })
      .expect(303)
    await ape.post(investments).type('form').send({ version: '1' }).expect(400)
    expect(await db('investments')).toHaveLength(1)
  })

  test('cannot reach rows of another parish through their own', async ({ signedInAs, db }) => {
    const setomaa = await signedInAs('setomaa')
    await setomaa.post('/en/work/parishes/varska/plan/beginning').expect(303)
    await setomaa
      .post('/en/work/parishes/varska/plan/investments')
      .type('form')
      .send({ version: '0', rows: 'new-1', ...investment('new-1', 'Boat') })
      .expect(303)
    const id = await idOf(db('investments'))
    const ape = await signedInAs('ape')
    await begun(ape)
    await ape
      .post(`${plan}/investments`)
      .type('form')
      .send({ version: '0', rows: id, ...investment(id, 'Stolen boat') })
      .expect(303)
    const boats = await rowsOf(db('investments').join('parishes', 'parishes.id', 'investments.parishId'), {
      slug: z.string(),
      what: multilingual,
    })
    expect(boats.find(({ slug }) => slug === 'varska')?.what).toEqual({ source: 'en', en: 'Boat' })
  })
})
