import { expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { appOn, visitor } from '../../../support/portal.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { draftHandover, helper, priced, received, handoverRow } from '../handover-setup.ts'
import { rowsOf } from '../../../support/rows.ts'

const apeOn = async (db: Db) => visitor(await appOn(db), db, 'ape@example.org')

// With real commits: each waits for the other.
test('of two handovers that want one thing at the same moment one is issued, and the other says why it is not', async ({
  committedDb,
}) => {
  const ape = await apeOn(committedDb)
  const items = await received(committedDb, 1, { funding: 'other' })
  const wanted = [await draftHandover(ape, items), await draftHandover(ape, items, { initiative: helper })]
  const answers = await Promise.all(
    wanted.map((handover) => ape.post(`${handover}/issue`).type('form').send({ version: '1' })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
  expect(answers.find(({ status }) => status === 422)?.text).toContain('Handed over on another act meanwhile')
  const rows = await Promise.all(wanted.map((handover) => handoverRow(committedDb, handover)))
  expect(rows.map(({ state }) => state).sort()).toEqual(['draft', 'issued'])
  expect(await committedDb('handoverLines').whereIn('itemId', items).where({ open: true })).toHaveLength(1)
})

test('twenty handovers issued at once, some of them refused, leave no gap in the numbers', async ({ committedDb }) => {
  const ape = await apeOn(committedDb)
  const items = await received(committedDb, 20, { funding: 'other' })
  const before = await highest(committedDb)
  const wanted: string[] = []
  for (const item of items) wanted.push(await draftHandover(ape, [item]))
  // Every fifth cannot be issued when it comes to it.
  const refused = items.filter((_, at) => at % 5 === 0)
  await committedDb('equipmentFiles').whereIn('itemId', refused).delete()
  const answers = await Promise.all(
    wanted.map((handover) => ape.post(`${handover}/issue`).type('form').send({ version: '1' })),
  )
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(16)
  const rows = await Promise.all(wanted.map((handover) => handoverRow(committedDb, handover)))
  const mine = rows.flatMap(({ number }) => number ?? [])
  expect(mine.sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, at) => before + at + 1))
})

const highest = async (db: Db): Promise<number> => {
  const rows = db('handoverNumbers')
    .join('territories', 'territories.id', 'territoryId')
    .where({ slug: 'ape', year: 2020 })
    .select('last')
  return (await rowsOf(rows, { last: z.number() }))[0]?.last ?? 0
}

test('two handovers for one initiative at once do not go over its plan together', async ({ committedDb }) => {
  const ape = await apeOn(committedDb)
  const items = await received(committedDb, 2, priced(20_000))
  const wanted = [await draftHandover(ape, items.slice(0, 1), { initiative: helper })]
  wanted.push(await draftHandover(ape, items.slice(1), { initiative: helper }))
  const answers = await Promise.all(
    wanted.map((handover) => ape.post(`${handover}/issue`).type('form').send({ version: '1' })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
  expect(answers.find(({ status }) => status === 422)?.text).toContain('more than the approved plan')
})
