import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { openSecondUser } from '../../../support/second-user.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { appOn, visitor, type Visitor } from '../../../support/portal.ts'
import { test as base } from '../../../support/test.ts'
import { rowOf, rowsOf, multilingual } from '../../../support/rows.ts'

const plan = '/en/work/parishes/gaujiena/plan'
const jobs = `${plan}/jobs`

type Fields = Record<string, string | string[]>

/** The same with Līga, a second person of the partner's staff, so that two can meet. */
const test = base.extend<{ sign: () => Promise<Visitor> }>({
  sign: async ({ db }, use) => {
    await openSecondUser(db)
    const app = await appOn(db)
    await use(() => visitor(app, db, 'liga@example.org'))
  },
})

async function begun(ape: Visitor) {
  await ape.post(`${plan}/beginning`).expect(303)
  const added = await ape.post(`${plan}/initiatives`).type('form').send({ title: 'Bread oven' }).expect(303)
  return String(added.headers['location'])
}

const formOf = async (person: Visitor, page = jobs): Promise<Fields> => fieldsOf((await person.get(page)).text)
const send = (person: Visitor, fields: Fields, page = jobs) => person.post(page).type('form').send(fields)
const job = (key: string, who: string, fte = '') => ({
  [`row.${key}.kind`]: 'volunteer',
  [`row.${key}.initiativeId`]: '',
  [`row.${key}.fte`]: fte,
  [`row.${key}.startsOn`]: '',
  [`row.${key}.who`]: who,
})

/** Two jobs are planned, and both people have the form open. */
async function twoAt(signedInAs: (member: 'ape') => Promise<Visitor>, db: Db, other: Visitor) {
  const ape = await signedInAs('ape')
  await begun(ape)
  await send(ape, { version: '0', rows: 'new-1 new-2', ...job('new-1', 'Baker'), ...job('new-2', 'Driver') }).expect(
    303,
  )
  const [baker, driver] = (await db('plannedJobs').orderBy('position')).map(({ id }) => String(id)) as [string, string]
  return { ape, baker, driver, mine: await formOf(ape), theirs: await formOf(other) }
}

const saved = async (db: Db) =>
  (
    await rowsOf(db('plannedJobs').orderBy('position'), { who: multilingual.nullable(), fte: z.number().nullable() })
  ).map(({ who, fte }) => [who?.en ?? who?.et ?? who?.lv, fte])

describe('two people who save one section, each unaware of the other', () => {
  test('both keep what they changed in different fields of a row, and the later one hears of the other', async ({
    signedInAs,
    sign,
    db,
  }) => {
    const liga = await sign()
    const { ape, baker, mine, theirs } = await twoAt(signedInAs, db, liga)
    await send(liga, { ...theirs, [`row.${baker}.fte`]: '0.5' }).expect(303)
    await send(ape, { ...mine, [`row.${baker}.who`]: 'Two bakers' }).expect(303)
    expect(await saved(db)).toEqual([
      ['Two bakers', 5000],
      ['Driver', null],
    ])
    expect((await ape.get(jobs)).text).toContain('Saved together with what others saved meanwhile: Līga')
  })

  test('both keep the rows that they added and removed', async ({ signedInAs, sign, db }) => {
    const liga = await sign()
    const { ape, baker, mine, theirs } = await twoAt(signedInAs, db, liga)
    await send(liga, { ...theirs, [`row.${baker}.remove`]: 'yes' }).expect(303)
    await send(ape, { ...mine, rows: `${String(mine['rows'])} new-3`, ...job('new-3', 'Singer') }).expect(303)
    expect((await saved(db)).map(([who]) => who)).toEqual(['Driver', 'Singer'])
  })

  test('see both texts where they changed the same, the rest merged, and take the one they choose', async ({
    signedInAs,
    sign,
    db,
  }) => {
    const liga = await sign()
    const { ape, baker, driver, mine, theirs } = await twoAt(signedInAs, db, liga)
    await send(liga, { ...theirs, [`row.${baker}.who`]: 'A pastry cook', [`row.${driver}.fte`]: '1' }).expect(303)
    const late = await send(ape, { ...mine, [`row.${baker}.who`]: 'Two bakers' }).expect(409)
    expect(late.text).toContain('A pastry cook')
    expect(late.text).toContain('Līga')
    const form = fieldsOf(late.text)
    expect(form).toMatchObject({ version: '2', [`row.${baker}.who`]: 'Two bakers', [`row.${driver}.fte`]: '1.00' })
    expect(await saved(db)).toEqual([
      ['A pastry cook', null],
      ['Driver', 10_000],
    ])

    await send(ape, { ...form, [`instead.row.${baker}.who`]: 'A pastry cook' }).expect(303)
    expect((await saved(db))[0]).toEqual(['A pastry cook', null])
    await send(ape, { ...(await formOf(ape)), [`row.${baker}.who`]: 'Two bakers' }).expect(303)
    expect((await saved(db))[0]).toEqual(['Two bakers', null])
  })

  test('are asked where one removed a row that the other changed', async ({ signedInAs, sign, db }) => {
    const liga = await sign()
    const { ape, baker, mine, theirs } = await twoAt(signedInAs, db, liga)
    await send(liga, { ...theirs, [`row.${baker}.remove`]: 'yes' }).expect(303)
    const late = await send(ape, { ...mine, [`row.${baker}.who`]: 'Two bakers' }).expect(409)
    expect(late.text).toContain('meanwhile somebody removed it')
    await send(ape, fieldsOf(late.text)).expect(303)
    expect((await saved(db)).map(([who]) => who)).toContain('Two bakers')
  })

  test('keep a row that was changed while the other removed it, until the removal is confirmed', async ({
    signedInAs,
    sign,
    db,
  }) => {
    const liga = await sign()
    const { ape, baker, mine, theirs } = await twoAt(signedInAs, db, liga)
    await send(liga, { ...theirs, [`row.${baker}.who`]: 'Two bakers' }).expect(303)
    const late = await send(ape, { ...mine, [`row.${baker}.remove`]: 'yes' }).expect(409)
    const form = fieldsOf(late.text)
    expect(form).toMatchObject({ [`row.${baker}.who`]: 'Two bakers', [`row.${baker}.remove`]: 'yes' })
    await send(ape, { ...form, [`instead.row.${baker}.remove`]: 'no' }).expect(303)
    expect((await saved(db)).map(([who]) => who)).toEqual(['Two bakers', 'Driver'])
    await send(ape, { ...(await formOf(ape)), [`row.${baker}.remove`]: 'yes' }).expect(303)
    expect((await saved(db)).map(([who]) => who)).toEqual(['Driver'])
  })

  test('do not meet where they write in two languages', async ({ signedInAs, sign, db }) => {
    const liga = await sign()
    const { ape, baker, mine } = await twoAt(signedInAs, db, liga)
    const estonian = await formOf(liga, `${jobs}?in=et`)
    await send(liga, { ...estonian, [`row.${baker}.who`]: 'Pagar' }).expect(303)
    await send(ape, { ...mine, [`row.${baker}.who`]: 'Two bakers' }).expect(303)
    expect((await rowOf(db('plannedJobs').where({ id: baker }), { who: multilingual })).who).toMatchObject({
      en: 'Two bakers',
      et: 'Pagar',
    })
  })

  test('are told where the two do not fit together', async ({ signedInAs, sign, db }) => {
    const [page, liga] = [`${plan}/cooperation`, await sign()]
    const ape = await signedInAs('ape')
    await begun(ape)
    const row = {
      kind: 'premises',
      initiativeId: '',
      reason: '',
      municipalityGives: '',
      communityGives: '',
      contact: '',
    }
    const days = { fromDay: '01.05.2019', toDay: '01.05.2020', signedOn: '' }
    const fields = Object.entries({ ...row, ...days }).map(([field, value]) => [`row.new-1.${field}`, value] as const)
    await send(ape, { version: '0', rows: 'new-1', ...Object.fromEntries(fields) }, page).expect(303)
    const { id } = await db('cooperations').first('id')
    const mine = await formOf(ape, page)
    await send(liga, { ...(await formOf(liga, page)), [`row.${id}.fromDay`]: '01.04.2020' }, page).expect(303)
    const late = await send(ape, { ...mine, [`row.${id}.toDay`]: '01.03.2020' }, page).expect(409)
    expect(late.text).toContain('The two together are no longer right')
    expect(late.text).toContain('The end date must not be before the start date.')
  })

  test('make one row of a form whose answer was lost, and that was sent again', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    await begun(ape)
    const typed = { version: '0', rows: 'new-1', ...job('new-1', 'Baker') }
    await send(ape, typed).expect(303)
    await send(ape, typed).expect(303)
    await send(ape, { ...typed, 'row.new-1.who': 'Two bakers' }).expect(303)
    expect(await saved(db)).toEqual([['Two bakers', null]])
  })
})

describe('two people who describe one initiative', () => {
  test('both keep what they changed in different fields and paragraphs', async ({ signedInAs, sign, db }) => {
    const liga = await sign()
    const ape = await signedInAs('ape')
    const page = await begun(ape)
    const text = 'An oven.\n\nBread for all.'
    await send(ape, { ...(await formOf(ape, page)), description: text }, page).expect(303)
    const [mine, theirs] = [await formOf(ape, page), await formOf(liga, page)]
    await send(liga, { ...theirs, summary: 'Fresh', description: 'A big oven.\n\nBread for all.' }, page).expect(303)
    await send(ape, { ...mine, startsOn: '1.5.2020', description: 'An oven.\n\nCakes too.' }, page).expect(303)
    expect(await db('initiatives').where({ slug: 'bread-oven' }).first()).toMatchObject({
      summary: { en: 'Fresh' },
      startsOn: '2020-05-01',
      description: { en: 'A big oven.\n\nCakes too.' },
    })
  })

  test('see both texts where they changed the same', async ({ signedInAs, sign, db }) => {
    const liga = await sign()
    const ape = await signedInAs('ape')
    const page = await begun(ape)
    const [mine, theirs] = [await formOf(ape, page), await formOf(liga, page)]
    await send(liga, { ...theirs, title: 'Stove', provider: 'ngo' }, page).expect(303)
    const late = await send(ape, { ...mine, title: 'Big oven' }, page).expect(409)
    expect(late.text).toContain('Stove')
    expect(fieldsOf(late.text)).toMatchObject({ title: 'Big oven', provider: 'ngo' })
    await send(ape, fieldsOf(late.text), page).expect(303)
    expect((await rowOf(db('initiatives').where({ slug: 'bread-oven' }), { title: multilingual })).title.en).toBe(
      'Big oven',
    )
  })
})

describe('rows that a save removed', () => {
  test('are put back as they stood, once, while the plan is open', async ({ signedInAs, sign, db }) => {
    const liga = await sign()
    const { ape, baker, driver, mine } = await twoAt(signedInAs, db, liga)
    await send(ape, { ...mine, [`row.${baker}.remove`]: 'yes', [`row.${driver}.remove`]: 'yes' }).expect(303)
    const page = await ape.get(jobs)
    expect(page.text).toContain('2 rows removed')
    await Promise.all([send(ape, { do: 'undo' }), send(liga, { do: 'undo' })])
    expect((await saved(db)).map(([who]) => who)).toEqual(['Baker', 'Driver'])
    expect((await ape.get(jobs)).text).not.toContain('rows removed')
    expect((await rowsOf(db('plannedJobs').orderBy('position'), { id: z.string() })).map(({ id }) => id)).toEqual([
      baker,
      driver,
    ])
  })
})
