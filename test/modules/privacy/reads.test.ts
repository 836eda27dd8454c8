import { describe, expect } from 'vitest'
import { modules } from '#modules.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { locales } from '#platform/i18n/locale.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { trainingDay, typed } from '../../support/registrations.ts'
import { idOf, rowsOf } from '../../support/rows.ts'
import { test } from '../../support/test.ts'

const list = '/en/work/training/weaving/registrations'
const form = '/en/training/weaving/registration'

const readsOf = (db: Db) =>
  rowsOf(db('dataReads').orderBy('id').select('what', 'how', 'rows', 'subjectKind'), {
    what: z.string(),
    how: z.string(),
    rows: z.number(),
    subjectKind: z.string(),
  })

describe('whoever views personal data', () => {
  test('is written down: a page once in ten minutes, a file each time', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const guest = await signedInAs(null)
    const fields = fieldsOf((await guest.get(form).expect(200)).text, form)
    await guest
      .post(form)
      .type('form')
      .send({ ...fields, ...typed('Demo weaver') })
      .expect(303)
    const staff = await signedInAs('ape')
    await staff.get(list).expect(200)
    await expect.poll(() => readsOf(db)).toHaveLength(1)
    await staff.get(list).expect(200)
    for (const kind of ['csv', 'csv', 'xlsx']) await staff.get(`${list}.${kind}`).expect(200)
    await expect.poll(() => readsOf(db)).toHaveLength(4)
    await db.raw(`select set_config('act_local.behind', '-660s', true)`)
    await staff.get(list).expect(200)
    await expect.poll(() => readsOf(db)).toHaveLength(5)
    const reads = await readsOf(db)
    expect(reads.map(({ how }) => how)).toEqual(['page', 'csv', 'csv', 'xlsx', 'page'])
    expect(reads[0]).toEqual({
      what: '/work/training/:day/registrations',
      how: 'page',
      rows: 1,
      subjectKind: 'registrations',
    })
    await (await signedInAs(null)).get('/en/training/weaving').expect(200)
    await (await signedInAs('mentor')).get(list).expect(404)
    expect(await readsOf(db)).toHaveLength(5)
  })

  test('is shown to the administrator and the auditor, in words, by person, place and day', async ({
    signedInAs,
    db,
  }) => {
    const lead = await signedInAs('lead')
    await lead.post('/en/work/admin/people/addresses').expect(200)
    await expect.poll(() => readsOf(db)).toHaveLength(1)
    const auditor = await signedInAs('auditor')
    for (const locale of locales) {
      const { text } = await auditor.get(`/${locale}/work/admin/reads`).expect(200)
      expect(text).toContain('href="/' + locale + '/work/admin/reads.csv')
      expect(text).not.toContain('privacy:')
    }
    const { id } = await db('people').where({ email: 'lead@example.org' }).first<{ id: string }>('id')
    const asked = async (query: string) => (await auditor.get(`/en/work/admin/reads?${query}`).expect(200)).text
    expect(await asked(`person=${id}`)).toContain('<td>Accounts</td>')
    expect(await asked(`about=${id}`)).not.toContain('<td>Accounts</td>')
    expect(await asked('from=01.01.2100')).not.toContain('<td>Accounts</td>')
    expect(await asked('to=01.01.2000')).not.toContain('<td>Accounts</td>')
    const { text } = await auditor.get('/en/work/admin/reads.csv').expect(200)
    expect(text).toContain('/work/admin/people')
    const page = await (await signedInAs('admin')).get(`/en/work/admin/people/${id}`).expect(200)
    expect(page.text).toContain(`/en/work/admin/reads?about=${id}`)
  })

  test('is written down where they look at what would be erased, at kept names, and at a letter', async ({
    signedInAs,
    db,
  }) => {
    const asked = { kind: 'erasure', text: 'Please.' }
    const mentor = await idOf(db('people').where({ email: 'mentor@example.org' }))
    await (await signedInAs('mentor')).post('/en/work/account/data/requests').type('form').send(asked).expect(303)
    const request = await idOf(db('privacyRequests').where({ state: 'open' }))
    const letter = {
      once: 'letter',
      recipient: 'mentor@example.org',
      personId: mentor,
      locale: 'en',
      subject: 'Letter',
    }
    await db('mailMessages').insert({ ...letter, parts: '[]' })
    await (await signedInAs('lead')).get(`/en/work/admin/privacy/${request}/erasure`).expect(200)
    await (await signedInAs('auditor')).get('/en/work/admin/erasures').expect(200)
    const sent = await idOf(db('mailMessages').where({ once: 'letter' }))
    await (await signedInAs('admin')).get(`/en/work/admin/letters/${sent}`).expect(200)
    const whose = () =>
      rowsOf(db('dataReads').select('what', 'subjectId'), { what: z.string(), subjectId: z.string().nullable() })
    await expect.poll(whose).toHaveLength(3)
    expect(await whose()).toEqual(
      expect.arrayContaining([
        { what: '/work/admin/privacy/:request/erasure', subjectId: mentor },
        { what: '/work/admin/erasures', subjectId: null },
        { what: '/work/admin/letters/:message', subjectId: mentor },
      ]),
    )
  })

  test('stays written down: the portal can neither change nor delete it', async ({ signedInAs, db }) => {
    await (await signedInAs('admin')).post('/en/work/admin/people/addresses').expect(200)
    await expect.poll(() => readsOf(db)).toHaveLength(1)
    for (const change of ['update data_reads set rows = 0', 'delete from data_reads', 'truncate data_reads']) {
      await db.raw('savepoint before')
      await expect(db.raw(change)).rejects.toThrow(/permission denied|append-only/)
      await db.raw('rollback to savepoint before')
    }
    const forget = async () =>
      (await db.raw<{ rows: [{ gone: number }] }>('select forget_data_reads(500) as gone')).rows[0].gone
    expect(await forget()).toBe(0)
    await db.raw(`select set_config('act_local.behind', '-65000000s', true)`)
    expect(await forget()).toBe(1)
  })
})

describe('the activity log', () => {
  const events = (db: Db, event: string) =>
    rowsOf(db('auditLog').where({ event }).orderBy('id').select('details'), {
      details: z.record(z.string(), z.unknown()),
    })

  test('tells of failed sign-ins, known or not, once a minute for an account', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    for (const email of ['ape@example.org', 'APE@example.org', 'one@act.example', 'two@act.example'])
      await guest.post('/en/sign-in').type('form').send({ email, password: 'nothing-of-the-kind' }).expect(422)
    expect((await events(db, 'person.sign_in_failed')).map(({ details }) => details)).toEqual([
      { known: true },
      { known: false },
    ])
    const { text } = await (await signedInAs('admin')).get('/en/work/admin/audit?event=person.').expect(200)
    expect(text).toContain('Sign-in failed')
    expect(text).toContain('an address without an account')
  })

  test('tells of refusals by the route, and not of what nobody may know is there', async ({ signedInAs, db }) => {
    const mentor = await signedInAs('mentor')
    for (let time = 0; time < 2; time += 1) await mentor.get('/en/work/admin/people').expect(403)
    await mentor.get('/en/work/admin/nothing').expect(404)
    await (await signedInAs(null)).get('/en/work/admin/people').expect(302)
    await expect.poll(() => events(db, 'access.refused')).toEqual([{ details: { route: '/work/admin/people' } }])
    const { text } = await (await signedInAs('auditor')).get('/en/work/admin/audit?event=access.').expect(200)
    expect(text).toContain('Access refused')
    expect(text).toContain('<code>/work/admin/people</code>')
  })
})

describe('the records of processing', () => {
  test('name every personal column, those alike in one line', async ({ signedInAs }) => {
    const { text } = await (await signedInAs('auditor')).get('/en/work/admin/records').expect(200)
    const lines = [...text.matchAll(/<code>(\w+)<\/code>: ([\w, ]+)/g)]
    const named = lines.flatMap(([, table, columns = '']) => columns.split(', ').map((column) => `${table}.${column}`))
    const register = registerOf(modules).map(({ table, column }) => `${table}.${column}`)
    expect(named.toSorted()).toEqual(register.toSorted())
    expect(text.match(/<tr>/g)?.length).toBeLessThan(register.length / 3)
  })
})
