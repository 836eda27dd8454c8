import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { readWorkbook } from '#platform/spreadsheets/pool.ts'
import { mayOfRegistration } from '#modules/training/registrations/policy.ts'
import { findRegistrationDay } from '#modules/training/registrations/queries.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { viewerOf } from '../../../support/people.ts'
import { queriesOf } from '../../../support/queries.ts'
import { queueOf, trainingDay, typed } from '../../../support/registrations.ts'
import { demoMembers, test } from '../../../support/test.ts'

const list = '/en/work/training/weaving/registrations'
const phoned = (name: string, more = {}) => ({
  ...typed(name, { email: '', phone: '+371 20000001', told: 'yes', locale: 'lv' }),
  ...more,
})

const fill = (db: Db, dayId: string, count: number, more: object = {}) =>
  db('participants')
    .insert(
      Array.from({ length: count }, (_, at) => ({ name: `Demo ${at}`, email: `demo${at}@example.com`, locale: 'lv' })),
    )
    .returning('id')
    .then((rows) =>
      db('registrations').insert(
        rows.map(({ id }, at) => ({
          ...{ dayId, participantId: id as string, state: 'registered', position: at + 1, source: 'self' },
          ...{ locale: 'lv', registeredAt: new Date(0), ...more },
        })),
      ),
    )

describe('staff of the territory', () => {
  test('enter who phones on the day itself, when nobody else can register any more', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db, { capacity: 1, on: '2020-03-02', parish: 'gaujiena' })
    const [ape, guest] = [await signedInAs('ape'), await signedInAs(null)]
    await guest.post('/en/training/weaving/registration').type('form').send(typed('Demo guest')).expect(409)
    expect((await ape.get(list)).text).toContain('You can still enter people who come late.')
    // Nobody closed registration: all pages say all the same that it is over, and offer no step that changes nothing.
    const work = '/en/work/training/weaving'
    for (const page of [work, '/en/training/weaving', '/en/training', '/en/work/training', '/en/parishes/gaujiena']) {
      const [, told] = /Weaving day[^]*?Registration (open|closed)</.exec((await ape.get(page).expect(200)).text) ?? []
      expect(told, page).toBe('closed')
    }
    expect((await ape.get(work)).text).not.toMatch(/Close registration|Open registration/)
    // Nobody speaks to staff as to who comes.
    const form = (await ape.get(`${list}/new`).expect(200)).text
    expect(form).toContain('Agrees to be photographed on the training day')
    expect(form).not.toMatch(/I register|I may be|your own|rather not say|If you register/)
    for (const name of ['Demo late', 'Demo later']) {
      const { key } = fieldsOf((await ape.get(`${list}/new`).expect(200)).text)
      await ape
        .post(`${list}/new`)
        .type('form')
        .send(phoned(name, { key, phone: `+371 2000000${name.length % 10}` }))
        .expect(303)
    }
    expect((await queueOf(db, dayId)).map(({ state }) => state)).toEqual(['registered', 'waiting'])
    await db('trainingDates').where({ dayId }).update({ onDay: '2020-03-01' })
    expect((await ape.get(`${list}/new`)).text).toContain('Registration')
    await ape.post(`${list}/new`).type('form').send(phoned('Demo too late')).expect(409)
  })

  test('write down who phones, see who entered it, accept and cancel for them', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db, { capacity: 1 })
    const ape = await signedInAs('ape')
    const { key, locale } = fieldsOf((await ape.get(`${list}/new`).expect(200)).text)
    expect(locale).toBe('en')
    const send = (name: string, more = {}) => ape.post(`${list}/new`).type('form').send(phoned(name, more))
    expect((await send('Demo caller', { told: '' }).expect(422)).text).toContain('ask whether they agree')
    const [one] = await Promise.all([send('Demo caller', { key }), send('Demo caller', { key })])
    const page = await ape.get(one.headers['location'] as string).expect(200)
    expect(page.text).toContain('Demo speciāliste (Ape)')
    const second = (await send('Demo second').expect(303)).headers['location'] as string

    await ape.post(`${one.headers['location']}/cancellation`).expect(303)
    const shown = (await ape.get(list)).text
    expect(shown).toContain('A place is offered to people who have only a phone')
    expect((await ape.get('/en/work')).text).toContain('A place is offered: call')
    expect((await (await signedInAs('engure')).get('/en/work')).text).not.toContain('A place is offered: call')
    await ape.post(`${second}/acceptance`).expect(303)
    expect((await ape.get('/en/work')).text).not.toContain('A place is offered: call')
    await ape.post(`${second}/refusal`).expect(409)
    expect(await queueOf(db, dayId)).toEqual([
      { name: 'Demo caller', state: 'cancelled', position: 1 },
      { name: 'Demo second', state: 'registered', position: 2 },
    ])
  })

  test('of every territory served, the lead partner and the auditor read the list, as the policy says', async ({
    signedInAs,
    db,
  }) => {
    await trainingDay(db, { territory: 'engure', parish: 'gaujiena' })
    const day = await findRegistrationDay(db, 'weaving')
    if (!day) throw new Error('there is no day')
    for (const member of demoMembers) {
      const viewer = await viewerOf(db, member)
      const person = await signedInAs(member)
      expect((await person.get(list)).status === 200, member).toBe(mayOfRegistration.view(viewer, day))
      expect((await person.get(`${list}/new`)).status === 200, member).toBe(mayOfRegistration.enter(viewer, day))
    }
    const readers = await Promise.all(
      demoMembers.map(async (member) => [member, mayOfRegistration.view(await viewerOf(db, member), day)]),
    )
    expect(readers.filter(([, reads]) => reads).map(([member]) => member)).toEqual(['lead', 'ape', 'engure', 'auditor'])
  })

  test('read 300 rows in as many queries as one', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db, { capacity: 1000 })
    const ape = await signedInAs('ape')
    await fill(db, dayId, 1)
    const few = await queriesOf(db, () => ape.get(list).expect(200))
    await db('registrations').delete()
    await db('participants').delete()
    await fill(db, dayId, 300)
    expect(await queriesOf(db, () => ape.get(list).expect(200))).toBe(few)
  })

  test('keep the list as a spreadsheet in which nothing that was typed is a formula', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db, { capacity: 9 })
    await fill(db, dayId, 2, { needs: '=HYPERLINK("https://example.org")' })
    await db('registrations').update({ phone: '+37120000001' })
    const auditor = await signedInAs('auditor')
    const csv = await auditor.get(`${list}.csv`).expect(200)
    expect(csv.headers['content-disposition']).toBe('attachment; filename="weaving-registrations-en.csv"')
    expect(csv.text).toContain(`"'=HYPERLINK(""https://example.org"")"`)
    expect(csv.text).toContain('demo1@example.com')
    expect(csv.text).toContain(`,\u00a0+37120000001,`)
    expect((await auditor.get(list).expect(200)).text).toContain('The XLSX has every text as it is.')
    const xlsx = await auditor
      .get(`${list}.xlsx`)
      .buffer()
      .parse((res, done) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('end', () => done(null, Buffer.concat(chunks)))
      })
    const read = await readWorkbook(xlsx.body as Buffer)
    if ('fault' in read) throw new Error(read.fault)
    expect(JSON.stringify(read.worksheets[0]?.rows)).toContain('{"text":"=HYPERLINK(')
  })
})

describe('the activity log', () => {
  test('tells that somebody registered for a day, and never who', async ({ signedInAs, db }) => {
    await trainingDay(db)
    await (
      await signedInAs(null)
    )
      .post('/en/training/weaving/registration')
      .type('form')
      .send(typed('Demo secret'))
      .expect(303)
    for (const member of ['lead', 'admin'] as const) {
      const log = (await (await signedInAs(member)).get('/en/work/admin/audit?event=registration').expect(200)).text
      expect(log).toContain('Somebody registered for a training day')
      expect(log).toContain('Weaving day')
      expect(log.includes('href="/en/work/training/weaving"'), member).toBe(member === 'lead')
      expect(log).not.toMatch(/Demo secret|demo\.secret/)
    }
  })
})

describe('the page of a day', () => {
  test('tells everybody how many places are free and nothing of who has them, and leads to the form', async ({
    signedInAs,
    db,
  }) => {
    const dayId = await trainingDay(db, { capacity: 9 })
    await fill(db, dayId, 2)
    const page = (await (await signedInAs(null)).get('/en/training/weaving').expect(200)).text
    expect(page).toContain('Free places: <strong class="num">7 / 9</strong>')
    expect(page).toContain('href="/en/training/weaving/registration"')
    expect(page).not.toMatch(/Demo 0|demo0@|meet\.example/)
  })

  test('takes no place away from those who have one', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db, { capacity: 9 })
    await fill(db, dayId, 2)
    const ape = await signedInAs('ape')
    const edit = '/en/work/training/weaving/edit'
    const fields = fieldsOf((await ape.get(edit).expect(200)).text, edit)
    const save = (capacity: string) =>
      ape
        .post(edit)
        .type('form')
        .send({ ...fields, capacity })
    expect((await save('1').expect(422)).text).toContain('More places than that are taken already.')
    await save('2').expect(303)
  })
})
