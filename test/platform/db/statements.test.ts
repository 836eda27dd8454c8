import { describe, expect, inject } from 'vitest'
import request from 'supertest'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { connect, plainPool, type Db } from '#platform/db/connection.ts'
import { isUnavailable } from '#platform/db/failures.ts'
import { mostStatements } from '#platform/db/statements.ts'
import { appOn } from '../../support/portal.ts'
import { inDatabase } from '../../support/in-database.ts'
import { cloneOf } from '../../support/clone.ts'
import { test as base } from '../../support/test.ts'

interface Kept {
  statement: string
  genericPlans: number
  customPlans: number
}

const test = base
  .extend('place', { scope: 'file' }, async ({}, { onCleanup }) => {
    const { url, drop } = await cloneOf('cast')
    onCleanup(drop)
    return { url, ownerUrl: inDatabase(inject('server').ownerUrl, new URL(url).pathname.slice(1)) }
  })
  .extend('one', ({ place }, { onCleanup }) => {
    const db = connect(place.url, 1)
    onCleanup(() => db.destroy())
    return db
  })
  .extend('owner', ({ place }, { onCleanup }) => {
    const db = connect(place.ownerUrl, 1, { prepared: false })
    onCleanup(() => db.destroy())
    return db
  })

/** What the only connection of a pool keeps, but for this question. */
const keptBy = (db: Db): Promise<Kept[]> =>
  db('pgPreparedStatements')
    .whereNot('statement', 'like', '%pg_prepared_statements%')
    .orderBy('prepareTime')
    .select('statement', 'genericPlans', 'customPlans')

describe('what is read', () => {
  test('is planned once for a connection, whatever is asked for', async ({ one }) => {
    for (const slug of ['gaujiena', 'varska', 'viresi']) await one('parishes').where({ slug }).first('id')
    const [kept, ...others] = await keptBy(one)
    expect(kept).toMatchObject({ genericPlans: 3, customPlans: 0 })
    expect(others).toEqual([])
  })

  test('is planned once inside a transaction too, and by libraries that know no Knex', async ({ one }) => {
    await one.transaction(async (trx) => {
      for (const slug of ['gaujiena', 'varska']) await trx('parishes').where({ slug }).first('id')
      for (const slug of ['gaujiena', 'varska'])
        await plainPool(trx).query('select names from parishes where slug = $1', [slug])
    })
    expect((await keptBy(one)).map(({ genericPlans }) => genericPlans)).toEqual([2, 2])
  })

  test('is one statement for lists of any length, and says how few rows it wants', async ({ one }) => {
    const within = (slugs: string[]) => one('parishes').whereIn('slug', slugs).orderBy('slug').limit(2).pluck('slug')
    expect(await within(['varska'])).toEqual(['varska'])
    expect(await within(['viresi', 'varska', 'gaujiena'])).toEqual(['gaujiena', 'varska'])
    expect(await one('parishes').whereNotIn('slug', ['varska', 'viresi']).whereIn('slug', ['viresi'])).toEqual([])
    expect(await within([])).toEqual([])
    const [kept] = await keptBy(one)
    expect(kept?.genericPlans).toBe(2)
    expect(kept?.statement).toMatch(/"slug" = any\(\$1\) .* limit 2$/)
  })

  test('is asked under another name where a pooler hands over a connection that knows the name already', async ({
    one,
    place,
  }) => {
    const ask = (db: Db) => db('parishes').where({ slug: 'varska' }).first('slug')
    await ask(one)
    const { name } = await one('pgPreparedStatements').whereLike('statement', '%parishes%').first('name')
    const other = connect(place.url, 1)
    await other.raw(`prepare "${name as string}" as select 1`)
    expect(await ask(other)).toEqual({ slug: 'varska' })
    await other.destroy()
  })

  test('has no name at all where nothing is to be prepared, whatever library asks', async ({ place }) => {
    const db = connect(place.url, 1, { prepared: false })
    const app = await appOn(db, {})
    const form = { email: 'ape@example.org', password: demoPassword }
    const signIn = request(app).post('/en/sign-in').set('Sec-Fetch-Site', 'same-origin').type('form').send(form)
    const cookies = (await signIn.expect(303)).headers['set-cookie'] ?? ''
    await request(app).get('/en/work').set('Cookie', cookies).expect(200)
    expect(await db('pgPreparedStatements')).toEqual([])
    await db.destroy()
  })

  test('is kept for the statements asked last, however many there are', async ({ one }) => {
    for (let at = 0; at < mostStatements + 20; at++) await one.raw(`select ${at} as number`)
    const kept = await keptBy(one)
    expect(kept.length).toBeLessThanOrEqual(mostStatements)
    expect(kept.at(-1)?.statement).toBe(`select ${mostStatements + 19} as number`)
    expect((await one.raw<{ rows: unknown[] }>('select 3 as number')).rows).toEqual([{ number: 3 }])
  })

  test('is found again by its name after a broken transaction', async ({ one }) => {
    const find = (db: Db) => db('parishes').where({ slug: 'varska' }).first('slug')
    const broken = one.transaction(async (trx) => {
      await find(trx)
      await trx.raw('select 1 / 0 as none')
    })
    await expect(broken).rejects.toThrow('division by zero')
    expect(await find(one)).toEqual({ slug: 'varska' })
  })

  test('is not kept where the portal was told so', async ({ place }) => {
    const db = connect(place.url, 1, { prepared: false })
    await db('parishes').where({ slug: 'varska' }).first('id')
    expect(await keptBy(db)).toEqual([])
    await db.destroy()
  })
})

describe('a table that changes while the portal runs', () => {
  test('is read in its new shape', async ({ one, owner }) => {
    await owner.raw('alter table parishes add column changed integer default 1')
    const find = () => one('parishes').where({ slug: 'varska' }).first()
    const before = await find()
    await owner.raw('alter table parishes add column again integer default 2')
    expect(before).toHaveProperty('changed', 1)
    expect(await find()).toHaveProperty('again', 2)
    await owner.raw('alter table parishes drop column changed, drop column again')
    expect(await find()).not.toHaveProperty('again')
  })

  test('breaks one transaction, as a fault that passes', async ({ one, owner }) => {
    const find = () => one.transaction((trx) => trx('parishes').where({ slug: 'varska' }).first())
    await find()
    await owner.raw('alter table parishes add column changed integer default 1')
    const error: unknown = await find().catch((caught: unknown) => caught)
    expect(isUnavailable(error)).toBe(true)
    expect(await find()).toHaveProperty('changed', 1)
    await owner.raw('alter table parishes drop column changed')
  })
})
