import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { describe, expect, inject, test as base } from 'vitest'
import { connect, type Db } from '#platform/db/connection.ts'
import { isCurrent, migrate, rollbackMigrations } from '#platform/db/schema/migrate.ts'
import { StartupError } from '#platform/values/startup-error.ts'
import { inDatabase } from '../../../support/in-database.ts'
import { cloneOf } from '../../../support/clone.ts'
import { catalogueOf, foreignKeysWithoutIndex } from './catalogue.ts'

const written = readdirSync('migrations').sort()

interface Place {
  ownerUrl: string
  db: Db
}

const test = base
  .extend('empty', async ({}, { onCleanup }): Promise<Place> => {
    const name = `test_${randomBytes(6).toString('hex')}`
    const server = connect(inDatabase(inject('server').ownerUrl, 'postgres'), 1)
    await server.raw('create database ??', [name])
    const ownerUrl = inDatabase(inject('server').ownerUrl, name)
    const db = connect(ownerUrl, 8, { prepared: false })
    onCleanup(async () => {
      await db.destroy()
      await server.raw('drop database ??', [name])
      await server.destroy()
    })
    return { ownerUrl, db }
  })
  .extend('told', { scope: 'file' }, async ({}, { onCleanup }) => {
    const { url, drop } = await cloneOf('demo')
    const app = connect(url, 2)
    const owner = connect(inDatabase(inject('server').ownerUrl, new URL(url).pathname.slice(1)), 2)
    onCleanup(async () => {
      await Promise.all([app.destroy(), owner.destroy()])
      await drop()
    })
    return { app, owner }
  })

const role = () => new URL(inject('server').appUrl).username
const namesIn = async (db: Db) =>
  (await db('migrations').orderBy('id').select('name')).map(({ name }: { name: string }) => name)

describe('the schema', () => {
  test('is the same after going up, down and up again, and nothing is left below', async ({
    empty: { ownerUrl, db },
  }) => {
    const ground = await catalogueOf(db)
    await migrate(ownerUrl, role())
    const first = await catalogueOf(db)
    expect(first.length).toBeGreaterThan(ground.length + 100)
    await rollbackMigrations(db)
    expect(await catalogueOf(db)).toEqual(ground)
    await migrate(ownerUrl, role())
    expect(await catalogueOf(db)).toEqual(first)
  })

  test('is built once when two processes start at once', async ({ empty: { ownerUrl, db } }) => {
    await Promise.all([migrate(ownerUrl, role()), migrate(ownerUrl, role())])
    expect(await namesIn(db)).toEqual(written)
    expect(await isCurrent(db)).toBe(true)
  })

  test('is built on after a migration that was cut off', async ({ empty: { ownerUrl, db } }) => {
    await migrate(ownerUrl, role())
    await db('migrationsLock').update({ isLocked: 1 })
    await migrate(ownerUrl, role())
    expect(await namesIn(db)).toEqual(written)
  })

  const added = { name: '29991231_01_future.ts', batch: 9, migrationTime: new Date() }

  test('of a newer version that adds only is worked with, and left alone', async ({ empty: { ownerUrl, db } }) => {
    await migrate(ownerUrl, role())
    await db('migrations').insert(added)
    expect(await isCurrent(db)).toBe(true)
    await migrate(ownerUrl, role())
    expect(await namesIn(db)).toEqual([...written, added.name])
  })

  test('of a newer version that breaks this one is left alone, with a sentence that says so', async ({
    empty: { ownerUrl, db },
  }) => {
    await migrate(ownerUrl, role())
    await db('migrations').insert(added)
    await db.raw(`comment on table migrations is 'needs ${added.name}'`)
    const refusal = await migrate(ownerUrl, role()).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(StartupError)
    expect(String(refusal)).toContain(added.name)
    expect(await isCurrent(db)).toBe(false)
  })

  test('finds the rows of every foreign key by an index', async ({ told: { owner } }) => {
    // Nobody is ever deleted from people, and no list goes from a person to what they decided or changed.
    const ofPeople = / \(\w+_by\) REFERENCES people$/
    expect((await foreignKeysWithoutIndex(owner)).filter((key) => !ofPeople.test(key))).toEqual([])
  })
})

describe('what was recorded', () => {
  const attempts = [
    `update audit_log set event = 'plan.forged'`,
    'delete from audit_log',
    'truncate audit_log',
    `update plan_versions set sha256 = repeat('0', 64)`,
    'delete from plan_versions',
    'truncate plan_versions cascade',
  ]

  test.for(attempts)('is safe from the portal itself: %s', async (attempt, { told: { app } }) => {
    await expect(app.raw(attempt)).rejects.toMatchObject({ code: '42501' })
  })

  test.for(attempts)('is safe from the owner of the tables: %s', async (attempt, { told: { owner } }) => {
    expect((await owner('planVersions').first('id')) as unknown).toBeDefined()
    await expect(owner.raw(attempt)).rejects.toMatchObject({ code: '23001' })
  })
})

test.for([
  `update methodology_versions set title = '{"source":"en","en":"Forged"}'`,
  'delete from methodology_versions',
  'update methodology_criteria set weight = 9',
  'delete from methodology_sections',
  'truncate methodology_versions cascade',
])('a published methodology is safe from the owner of the tables: %s', async (attempt, { told: { owner } }) => {
  await expect(owner.raw(attempt)).rejects.toMatchObject({ code: '23001' })
})
