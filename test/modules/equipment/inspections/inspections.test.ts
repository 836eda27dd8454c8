import { describe, expect } from 'vitest'
import { transact, system } from '#platform/db/transact.ts'
import { changeItemFiles, createItems, moveItem } from '#modules/equipment/items/commands.ts'
import { countItemsDue, findDueDay, listItemsDue } from '#modules/equipment/inspections/queries.ts'
import { recordInspection } from '#modules/equipment/inspections/commands.ts'
import { labelOf, type ItemInput } from '#modules/equipment/items/item.ts'
import { listItems, sumItems } from '#modules/equipment/items/list-queries.ts'
import { may } from '#modules/equipment/items/policy.ts'
import { placedItems } from '#modules/equipment/items/queries.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import { photo, send } from '../../../support/files.ts'
import { viewerOf } from '../../../support/people.ts'
import { queriesOf } from '../../../support/queries.ts'
import { demoMembers, testOfDemo as test } from '../../../support/test.ts'

const items = '/en/work/equipment/items'

const handOver = (db: Db, onDay: string, durableUntil: string | null) =>
  transact(db, system, async (tx) => {
    const { id: territoryId } = await tx.db('territories').where({ slug: 'ape' }).first('id')
    const { id: initiativeId } = await tx.db('initiatives').where({ slug: 'gaujienas-kopienas-virtuve' }).first('id')
    const sticker = await tx.db('equipmentFiles').where({ kind: 'sticker' }).first('fileId as id')
    const facts = {
      name: { source: 'en', en: 'Oven' },
      category: 'kitchen',
      funding: 'project',
      durableUntil,
    } as ItemInput
    const entry = { territoryId, state: 'received' as const, since: day(onDay) }
    const [item] = await createItems(tx, entry, facts, 1)
    if (!item) throw new Error('nothing was entered')
    await changeItemFiles(tx, item, 'sticker', { added: [sticker], removed: [] })
    await moveItem(tx, { ...item, version: 1 }, { state: 'allocated', onDay: day(onDay), initiativeId })
    await moveItem(tx, { ...item, version: 2 }, { state: 'handed_over', onDay: day(onDay) })
    return item
  })

describe('an inspection', () => {
  test('is due a year after the thing was last seen, and a last time when it need not be kept any more', async ({
    db,
  }) => {
    const item = await handOver(db, '2020-02-03', '2023-06-30')
    const ape = await viewerOf(db, 'ape')
    const isDue = async (on: string) => (await listItemsDue(db, ape, day(on))).some(({ id }) => id === item.id)
    const see = (on: string, source: 'staff' | 'community' = 'staff') =>
      transact(db, system, (tx) =>
        recordInspection(tx, item, { onDay: day(on), condition: 'good', inUse: true, note: null, source }, []),
      )
    expect(await findDueDay(db, item.id)).toBe('2021-02-03')
    expect(await isDue('2020-12-04')).toBe(false)
    expect(await isDue('2020-12-05')).toBe(true)
    await see('2020-08-01', 'community')
    expect(await findDueDay(db, item.id)).toBe('2021-02-03')
    await see('2021-03-10')
    expect(await findDueDay(db, item.id)).toBe('2022-03-10')
    await see('2022-12-24')
    expect(await findDueDay(db, item.id)).toBe('2023-06-30')
    expect((await countItemsDue(db, ape, day('2023-07-01'))).overdue).toBeGreaterThanOrEqual(1)
    await see('2023-07-03')
    expect(await findDueDay(db, item.id)).toBeNull()
    const endless = await handOver(db, '2020-02-29', null)
    expect(await findDueDay(db, endless.id)).toBe('2021-02-28')
    await db('equipmentItems')
      .where({ id: endless.id })
      .update({ state: 'lost', reason: { source: 'en', en: 'Gone' } })
    expect(await findDueDay(db, endless.id)).toBeNull()
  })

  test('lists what is overdue before what is coming, each partner’s own', async ({ signedInAs }) => {
    const list = (await (await signedInAs('ape')).get('/en/work/equipment/inspections').expect(200)).text
    expect(list).toMatch(/Overdue \(1\)[\s\S]*APE-0009/)
    expect(list).not.toContain('SETOMAA')
    expect((await (await signedInAs('setomaa')).get('/en/work/equipment/inspections')).text).toMatch(
      /Soon due \(1\)[\s\S]*SETOMAA-0005/,
    )
    expect((await (await signedInAs('ape')).get('/en/work')).text).toContain('1 item is due to be inspected')
  })

  test('takes a photo and two taps, and calls for the step that fits', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = `${items}/ape-0001/inspections/new`
    const fields = { key: '', in: 'en', condition: 'missing', inUse: 'yes', onDay: '2.3.2020', note: '' }
    const files = [['photos', await photo(60, 40), 'place.jpg']] as const
    await send(ape, place, { fields: { ...fields, onDay: '3.3.2020' } }).expect(422)
    await send(ape, place, { fields: { ...fields, condition: '' } }).expect(422)
    const key = '11111111-2222-4333-8444-555555555555'
    const done = await send(ape, place, { fields: { ...fields, key }, files }).expect(303)
    await send(ape, place, { fields: { ...fields, key }, files }).expect(303)
    expect(await db('inspections').where({ condition: 'missing' })).toMatchObject([{ source: 'staff', inUse: false }])
    const page = (await ape.get((done.headers['location'] as string).split('#')[0] ?? '').expect(200)).text
    expect(page).toContain('It was last looked for and not found')
    expect(page).toContain('alt="APE-0001: Dough mixer, 20 l"')
    expect(page).toContain('items/ape-0001/steps/loss')

    await send(await signedInAs('gaujiena'), place, { fields: { ...fields, condition: 'worn' } }).expect(303)
    const told = (await ape.get(`${items}/ape-0001`).expect(200)).text
    expect(told).toContain('reported by the community')
    expect(told).not.toContain('Demo iedzīvotāja')
  })
})

describe('the inventory', () => {
  test('lists to each of the cast what the policy lets them see, with sums of just that', async ({ db }) => {
    const all: { id: string; territoryId: string; parishId: string | null; gross: number | null }[] = await placedItems(
      db,
    ).select('equipmentItems.id', 'equipmentItems.territoryId', 'initiatives.parishId', 'gross')
    for (const member of demoMembers) {
      const viewer = await viewerOf(db, member)
      const seen = (await listItems(db, viewer, {}, 1000)).map(({ id }) => id)
      const allowed = all.filter((item) => may.view(viewer, item))
      expect(new Set(seen), member).toEqual(new Set(allowed.map(({ id }) => id)))
      const sums = await sumItems(db, viewer, {})
      expect(
        sums.reduce((sum, { items }) => sum + items, 0),
        member,
      ).toBe(allowed.length)
      expect(
        sums.reduce((sum, { gross }) => sum + gross, 0),
        member,
      ).toBe(allowed.reduce((sum, { gross }) => sum + (gross ?? 0), 0))
    }
  })

  test('is found by number, name, state and parish', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const found = async (query: string) =>
      new Set((await ape.get(`/en/work/equipment?${query}`).expect(200)).text.match(/APE-\d{4}/g))
    expect(await found('text=ape-0009')).toEqual(new Set(['APE-0009']))
    expect(await found('text=kr%C4%93sli')).toHaveProperty('size', 6)
    expect(await found('text=%25')).toHaveProperty('size', 0)
    expect(await found('state=lost')).toEqual(new Set(['APE-0015']))
    expect(await found('state=nothing')).toEqual(await found(''))
    expect(await found('text=%27%3B+drop+table+files--%00')).toHaveProperty('size', 0)
    const kitchen = [...(await found('parish=gaujiena&category=kitchen'))]
    expect(kitchen).toEqual(expect.arrayContaining(['APE-0001', 'APE-0002']))
    expect(kitchen).not.toContain('APE-0009')
  })

  test('asks the database as often for three hundred things as for a few', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const [list, page] = ['/en/work/equipment', `${items}/ape-0009`]
    const count = async () => [
      await queriesOf(db, () => ape.get(list).expect(200)),
      await queriesOf(db, () => ape.get(page).expect(200)),
    ]
    const few = await count()
    const { id: territoryId } = await db('territories').where({ slug: 'ape' }).first('id')
    const facts = { name: { source: 'en', en: 'Chair' }, category: 'furniture', funding: 'project' } as ItemInput
    const entry = { territoryId, state: 'received' as const, since: day('2020-03-02') }
    await transact(db, system, (tx) => createItems(tx, entry, facts, 300))
    expect(await count()).toEqual(few)
    const numbers: string[] = []
    for (let at: string | undefined = list; at !== undefined;) {
      const { text }: { text: string } = await ape.get(at).expect(200)
      numbers.push(...[...text.matchAll(/>(APE-\d{4})<\/a>/g)].map(([, number]) => number ?? ''))
      at = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(numbers.length).toBeGreaterThan(300)
    expect(numbers).toEqual([...new Set(numbers)].sort())
    expect(numbers).toContain('APE-0316')
  })

  test('leaves no number out and gives none twice, whoever enters at the same time', async ({ committedDb }) => {
    const { id: territoryId } = await committedDb('territories').where({ slug: 'alutaguse' }).first('id')
    const facts = { name: { source: 'en', en: 'Chair' }, category: 'furniture', funding: 'project' } as ItemInput
    const entry = { territoryId, state: 'received' as const, since: day('2020-03-02') }
    const entering = Array.from({ length: 20 }, (_, at) =>
      transact(committedDb, system, async (tx) => {
        await createItems(tx, entry, facts, (at % 3) + 1)
        if (at % 5 === 4) throw new Error('on second thoughts')
      }),
    )
    const done = await Promise.allSettled(entering)
    expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(4)
    const rows: { number: number }[] = await committedDb('equipmentItems')
      .where({ territoryId })
      .orderBy('number')
      .select('number')
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1))
    expect(labelOf({ territory: 'alutaguse', number: rows.length })).toMatch(/^alutaguse-00\d\d$/)
  })
})

test('the pages of an initiative and its parish show what was handed over', async ({ signedInAs }) => {
  const visitor = await signedInAs(null)
  expect((await visitor.get('/en/initiatives/gaujienas-kopienas-virtuve')).text).toContain('Projector with a screen')
  expect((await visitor.get('/en/initiatives/gaujienas-kopienas-virtuve')).text).not.toContain('Dough mixer, 20 l')
  expect((await visitor.get('/et/parishes/gaujiena')).text).toContain('Projektor koos ekraaniga')
})
