import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { multilingual } from '../../../support/rows.ts'

const plan = '/en/work/parishes/viresi/plan'
const bus = `${plan}/initiatives/viresu-kopienas-busins`
const neighbour = `${plan}/copies?from=gaujiena`

const rowsIn = async (db: Db, table: string, slug: string): Promise<Record<string, unknown>[]> =>
  db(table).whereIn('initiativeId', db('initiatives').where({ slug }).select('id')).orderBy(['position', 'id']).select()

const tables = ['targetGroups', 'initiativeActions', 'financeLines', 'resourceUses'] as const

const copied = z.looseObject({
  slug: z.string(),
  title: multilingual,
  summary: multilingual,
  copiedVersionId: z.string().nullable(),
})

const within = (rows: Record<string, unknown>[]) =>
  rows.map(({ id: _, initiativeId: __, position: ___, ...row }) => row)

describe('an initiative of one’s own plan', () => {
  test('is copied with all its rows, marked as a copy in each of its languages, once for each form', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const fields = fieldsOf((await ape.get(bus).expect(200)).text, `${bus}/copy`)
    const send = () => ape.post(`${bus}/copy`).type('form').send(fields).expect(303)
    const [first, second] = [await send(), await send()]
    expect(second.headers['location']).toBe(first.headers['location'])
    const copies = z
      .array(z.looseObject({ slug: z.string() }))
      .parse(await db('initiatives').whereLike('slug', 'kopienas-busins%'))
    expect(copies).toHaveLength(1)
    expect(copies[0]).toMatchObject({ state: 'drafting', title: { lv: 'Kopienas busiņš (kopija)' } })
    for (const table of tables) {
      const [mine, theirs] = [
        await rowsIn(db, table, copies[0]?.slug ?? ''),
        await rowsIn(db, table, 'viresu-kopienas-busins'),
      ]
      expect(within(mine), table).toEqual(within(theirs))
    }
    expect((await rowsIn(db, 'financeLines', copies[0]?.slug ?? '')).length).toBeGreaterThan(0)
  })

  test('and its rows are not lost to somebody whose form was open meanwhile', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const open = fieldsOf((await ape.get(`${plan}/actions`)).text)
    const fields = fieldsOf((await ape.get(bus)).text, `${bus}/copy`)
    await ape.post(`${bus}/copy`).type('form').send(fields).expect(303)
    await ape.post(`${plan}/actions`).type('form').send(open).expect(303)
    expect(await rowsIn(db, 'initiativeActions', 'kopienas-busins-kopija')).toHaveLength(2)
  })
})

describe('a neighbour’s plan in force', () => {
  test('lends its structure, without its people, places, days and money, and is thanked', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    expect((await ape.get(`${plan}/copies`).expect(200)).text).toContain('copies?from=gaujiena')
    const fields = fieldsOf((await ape.get(neighbour).expect(200)).text)
    const chosen = { ...fields, initiative: ['gaujienas-kopienas-virtuve', 'gaujienas-paligs-majas'] }
    await ape.post(`${plan}/copies`).type('form').send(chosen).expect(303)
    await ape.post(`${plan}/copies`).type('form').send(chosen).expect(303)
    const copies = z.array(copied).parse(
      await db('initiatives')
        .whereIn('parishId', db('parishes').where({ slug: 'viresi' }).select('id'))
        .whereNotNull('copiedFrom'),
    )
    expect(copies).toHaveLength(2)
    const kitchen = copied.parse(copies.find(({ title }) => title.en === 'Community kitchen'))
    expect(kitchen).toMatchObject({
      state: 'drafting',
      responsible: null,
      startsOn: null,
      place: null,
      category: 'food',
    })
    expect(kitchen.summary.source).toBe('lv')
    expect(kitchen.copiedVersionId).not.toBe(null)

    const lines = await rowsIn(db, 'financeLines', kitchen.slug)
    expect(lines).toHaveLength(11)
    expect(lines[0]).toMatchObject({ quantity: 1, unitPrice: 189_000, fromErdf: 0, fromPartner: 0 })
    expect((await rowsIn(db, 'initiativeActions', kitchen.slug)).map(({ who }) => who)).toEqual(['', '', '', '', ''])
    expect((await rowsIn(db, 'targetGroups', kitchen.slug)).map(({ size }) => size)).toEqual([null, null])
    expect(await rowsIn(db, 'plannedJobs', kitchen.slug)).toEqual([])

    const page = await ape.get(`/en/initiatives/${kitchen.slug}`).expect(200)
    expect(page.text).toContain('With thanks to: <a href="/en/parishes/gaujiena">')
    expect((await ape.get(`${plan}/initiatives/${kitchen.slug}`)).text).toContain('With thanks to')
  })

  test('has to be one, with at least one of its initiatives chosen', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const fields = fieldsOf((await ape.get(neighbour)).text)
    const none = await ape.post(`${plan}/copies`).type('form').send(fields).expect(422)
    expect(none.text).toContain('Choose at least one initiative.')
    const foreign = { ...fields, initiative: 'meremae-kulakohvik' }
    await ape.post(`${plan}/copies`).type('form').send(foreign).expect(422)
    for (const from of ['meremae', 'nowhere', '../ape'])
      expect((await ape.get(`${plan}/copies`).query({ from })).status).toBe(from === '../ape' ? 200 : 404)
  })
})

test('an initiative of an earlier version of one’s own plan comes back with its money and its jobs', async ({
  signedInAs,
  db,
}) => {
  const setomaa = await signedInAs('setomaa')
  const own = '/en/work/parishes/varska/plan/copies'
  expect((await setomaa.get(own).expect(200)).text).toContain('from=varska&amp;version=1')
  const fields = fieldsOf((await setomaa.get(`${own}?from=varska&version=1`).expect(200)).text)
  await setomaa
    .post(own)
    .type('form')
    .send({ ...fields, initiative: 'varska-leelo-ja-pillituba' })
    .expect(303)
  const copy = copied.parse(await db('initiatives').whereNotNull('copiedFrom').first())
  expect(copy).toMatchObject({ state: 'drafting', startsOn: '2020-02-12' })
  for (const table of ['financeLines', 'plannedJobs', 'cooperations'] as const) {
    const [mine, theirs] = [await rowsIn(db, table, copy.slug), await rowsIn(db, table, 'varska-leelo-ja-pillituba')]
    expect(within(mine), table).toEqual(within(theirs))
    expect(mine.length, table).toBeGreaterThan(0)
  }
  expect((await setomaa.get(`/en/initiatives/${copy.slug}`)).text).not.toContain('With thanks to')
})

describe('a row of a section', () => {
  test('is shown once more below itself, unsaved, with what was typed and no script', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const fields = fieldsOf((await ape.get(`${plan}/actions`)).text)
    const [first = ''] = String(fields['rows']).split(' ')
    const typed = { ...fields, [`row.${first}.what`]: 'Braucieni <uz> tirgu', do: `duplicate:${first}` }
    const page = await ape.post(`${plan}/actions`).type('form').send(typed).expect(200)
    expect(page.text.match(/Braucieni &lt;uz&gt; tirgu<\/textarea>/g)).toHaveLength(2)
    const again = fieldsOf(page.text)
    const keys = String(again['rows']).split(' ')
    expect(keys).toHaveLength(3)
    expect(keys[0]).toBe(first)
    expect(await rowsIn(db, 'initiativeActions', 'viresu-kopienas-busins')).toHaveLength(2)
    await ape
      .post(`${plan}/actions`)
      .type('form')
      .send({ ...again, do: 'save' })
      .expect(303)
    expect(await rowsIn(db, 'initiativeActions', 'viresu-kopienas-busins')).toHaveLength(3)
  })
})
