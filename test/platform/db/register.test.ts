import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { expect, inject, test as base } from 'vitest'
import { connect, type Db } from '#platform/db/connection.ts'
import { inDatabase } from '../../support/database.ts'

const register = '20261123_12_resources.ts'
const settings = { directory: 'migrations', loadExtensions: ['.ts'], tableName: 'migrations' }

/** A database as it was before resources had a register. */
const test = base.extend('before', async ({}, { onCleanup }): Promise<Db> => {
  const { ownerUrl } = inject('server')
  const name = `test_${randomBytes(6).toString('hex')}`
  const server = connect(inDatabase(ownerUrl, 'postgres'), 1)
  await server.raw('create database ??', [name])
  const db = connect(inDatabase(ownerUrl, name), 2)
  onCleanup(async () => {
    await db.destroy()
    await server.raw('drop database ??', [name])
    await server.destroy()
  })
  for (const file of readdirSync('migrations').sort()) {
    if (file < register) await db.migrate.up({ ...settings, name: file })
  }
  return db
})

const named = (lv: string) => ({ source: 'lv', lv })

async function placesIn(db: Db) {
  const add = async (table: string, row: object): Promise<string> => {
    const [added] = await db(table).insert(row).returning('id')
    return added.id as string
  }
  const partnerId = await add('partners', { number: 1, lead: true, names: named('Ape'), country: 'LV' })
  const territoryId = await add('territories', { slug: 'ape', partnerId, names: named('Ape'), country: 'LV' })
  const place = { slug: 'ape', territoryId, names: named('Ape'), kind: 'parish', latitude: 57, longitude: 26 }
  const parishId = await add('parishes', place)
  const initiativeId = await add('initiatives', { slug: 'oven', parishId, state: 'drafting', title: named('Krāsns') })
  return { add, parishId, initiativeId }
}

test('resources written before there was a register keep what was written of them, and their uses', async ({
  before,
}) => {
  const { add, parishId, initiativeId } = await placesIn(before)
  const choir = { parishId, position: 0, category: 'nature_culture', name: named('Dziesmu kopa'), owner: 'biedrība' }
  const resourceId = await add('resources', choir)
  await add('resources', { parishId, position: 1, category: 'nature_culture', name: named('Ezers') })
  await add('resources', { parishId, position: 2, category: 'place', owner: "O'Neil" })
  await add('resources', { parishId, position: 3 })
  await before('resourceUses').insert({ resourceId, initiativeId })

  await before.migrate.up({ ...settings, name: register })
  const kept = await before('resources').select('category', 'name', 'owner')
  expect(kept).toEqual([
    { category: 'culture', name: named('Dziesmu kopa'), owner: 'biedrība' },
    { category: 'nature', name: named('Ezers'), owner: '' },
    { category: 'place', name: { source: 'en', en: "O'Neil" }, owner: "O'Neil" },
    { category: 'place', name: { source: 'en', en: '–' }, owner: '' },
  ])
  expect(await before('resourceUses')).toMatchObject([{ resourceId, initiativeId, position: 0, contribution: null }])

  // Going back is possible too, even where one initiative has come to use a resource twice.
  await before('resourceUses').insert({ resourceId, initiativeId })
  await before.migrate.down({ ...settings, name: register })
  expect(await before('resourceUses')).toEqual([{ resourceId, initiativeId }])
  expect((await before('resources').orderBy('position')).map(({ position }) => position)).toEqual([0, 1, 2, 3])
})
