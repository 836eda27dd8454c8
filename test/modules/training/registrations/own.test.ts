import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { registrationJobs } from '#modules/training/registration-reminders/jobs.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { appOn, visitor, type Visitor } from '../../../support/portal.ts'
import { linkIn, queueOf, trainingDay, typed } from '../../../support/registrations.ts'
import { test } from '../../../support/test.ts'
import { rowOf, rowsOf } from '../../../support/rows.ts'

const form = '/et/training/weaving/registration'
const mail = (name: string) => typed(name).email
const clock = (time: string) => () => new Date(time)

async function registered(guest: Visitor, names: string[], more = {}) {
  for (const name of names) await guest.post(form).type('form').send(typed(name, more)).expect(303)
}

const runJob = (db: Db, name: string, time: string) =>
  registrationJobs({ db, now: clock(time) })
    .find((job) => job.name === `registrations.${name}`)
    ?.run()

const statesOf = async (db: Db, dayId: string) => (await queueOf(db, dayId)).map(({ state }) => state)
const subjects = async (db: Db, name: string) =>
  (
    await db('mailMessages')
      .where({ recipient: mail(name) })
      .orderBy('once')
      .select('subject')
  ).map(({ subject }) => (subject as string).replace(': Kudumise päev', ''))

describe('the private link', () => {
  test('is stored nowhere but in the letter, changes nothing by being read, and is kept by nobody', async ({
    signedInAs,
    db,
  }) => {
    const dayId = await trainingDay(db, { capacity: 1 })
    const guest = await signedInAs(null)
    await registered(guest, ['Demo one', 'Demo two'])
    const link = await linkIn(db, mail('Demo two'))
    const token = link.split('/').at(-1) ?? ''
    for (const table of ['registrations', 'registration_links', 'participants', 'audit_log'])
      expect(JSON.stringify(await db(table)), table).not.toContain(token)

    for (const path of ['', '/cancellation']) {
      const { headers } = await guest.get(link + path).expect(200)
      expect(headers['cache-control']).toBe('no-store')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['x-robots-tag']).toContain('noindex')
    }
    for (const path of ['/acceptance', '/refusal']) await guest.get(link + path).expect(302)
    expect(await statesOf(db, dayId)).toEqual(['registered', 'waiting'])
  })

  test('leads nowhere with another token, or under another day', async ({ signedInAs, db }) => {
    await trainingDay(db)
    await trainingDay(db, { slug: 'other' })
    const guest = await signedInAs(null)
    await registered(guest, ['Demo one'])
    const link = await linkIn(db, mail('Demo one'))
    const wrong = [link.replace('weaving', 'other'), link.replace(/.$/, (last) => (last === '0' ? '1' : '0'))]
    for (const address of [...wrong, `${form}/${'0'.repeat(40)}`, `${form}/short`]) {
      expect((await guest.get(address).expect(404)).text).not.toContain('Demo one')
      await guest.post(`${address}/cancellation`).expect(404)
    }
  })

  test('works in an old browser, which tells no origin from a page without a referrer', async ({ db }) => {
    await trainingDay(db)
    const guest = await visitor(await appOn(db), db, null)
    await registered(guest, ['Demo one'])
    const link = await linkIn(db, mail('Demo one'))
    await guest.post(`${link}/cancellation`).set('Sec-Fetch-Site', '').set('Origin', 'null').expect(303)
  })

  test('changes what was told, in the version that was seen', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const guest = await signedInAs(null)
    await registered(guest, ['Demo one'])
    const link = await linkIn(db, mail('Demo one'))
    const fields = fieldsOf((await guest.get(link)).text, link)
    const save = (changes: object) =>
      guest
        .post(link)
        .type('form')
        .send({ ...fields, ...changes })
    await save({ needs: 'Vegan', phone: '+372 5000 000', locale: 'lv' }).expect(303)
    const late = await save({ needs: 'Gluten' }).expect(409)
    expect(late.text).toContain('Vegan')
    expect(late.text).toContain('Gluten')
    await guest.post(`${link}/cancellation`).expect(303)
    // What somebody needed is forgotten when they do not come, and letters are in the language they chose last.
    expect(await db('registrations').first('needs')).toEqual({ needs: '' })
    const letter = await db('mailMessages').whereLike('once', 'registration cancelled %').first('subject', 'locale')
    expect(letter).toEqual({ locale: 'lv', subject: 'Jūsu pieteikums ir atsaukts: Aušanas diena' })
  })
})

describe('once a day was held', () => {
  test('nobody comes or goes any more, and the link still shows how it was', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db)
    const guest = await signedInAs(null)
    await registered(guest, ['Demo one'])
    const link = await linkIn(db, mail('Demo one'))
    await db('trainingDays').where({ id: dayId }).update({ state: 'held' })
    const own = await guest.get(link).expect(200)
    expect(own.text).not.toContain(`${link}/cancellation`)
    await guest.post(`${link}/cancellation`).expect(409)
    expect(await statesOf(db, dayId)).toEqual(['registered'])
  })
})

describe('the queue', () => {
  test('tells everybody their place and why, and moves in order', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db, { capacity: 1 })
    const guest = await signedInAs(null)
    await registered(guest, ['Demo one', 'Demo two', 'Demo three'])
    const third = await guest.get(await linkIn(db, mail('Demo three')))
    expect(third.text).toMatch(/Koht järjekorras<\/dt><dd class="num">2</)
    expect(third.text).toMatch(/Hõivatud kohti<\/dt><dd class="num">1 \/ 1</)
    expect(third.text).toContain('48 tundi')

    await guest.post(`${await linkIn(db, mail('Demo one'))}/cancellation`).expect(303)
    expect(await statesOf(db, dayId)).toEqual(['cancelled', 'offered', 'waiting'])
    const offer = await linkIn(db, mail('Demo two'))
    expect((await guest.get(offer)).text).toContain('4. märts 2020')
    await guest.post(`${offer}/refusal`).expect(303)
    expect(await statesOf(db, dayId)).toEqual(['cancelled', 'declined', 'offered'])
    const last = await linkIn(db, mail('Demo three'))
    for (let click = 0; click < 2; click++) await guest.post(`${last}/acceptance`).expect(303)
    expect(await statesOf(db, dayId)).toEqual(['cancelled', 'declined', 'registered'])
    // Who comes back begins at the end.
    await registered(guest, ['Demo one'])
    expect((await queueOf(db, dayId)).at(-1)).toEqual({ name: 'Demo one', state: 'waiting', position: 4 })
  })

  test('lets nobody take a place whose offer has ended, and offers it to the next', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db, { capacity: 1 })
    const guest = await signedInAs(null)
    await registered(guest, ['Demo one', 'Demo two', 'Demo three'])
    await guest.post(`${await linkIn(db, mail('Demo one'))}/cancellation`)
    const offer = await linkIn(db, mail('Demo two'))
    const late = await visitor(await appOn(db, { now: clock('2020-03-04T10:00:00Z') }), db, null)
    const answer = await late.post(`${offer}/acceptance`).expect(409)
    expect(answer.text).toContain('Seda ei saanud enam teha')
    expect(await statesOf(db, dayId)).toEqual(['cancelled', 'expired', 'offered'])
    expect(await subjects(db, 'Demo two')).toContain('Pakkumine on lõppenud')
  })

  test('moves by itself when offers end and when there are more places, and once however often it is looked at', async ({
    signedInAs,
    db,
  }) => {
    const dayId = await trainingDay(db, { capacity: 1 })
    await registered(await signedInAs(null), ['Demo one', 'Demo two', 'Demo three', 'Demo four'])
    await db('trainingDays').where({ id: dayId }).update({ capacity: 3 })
    for (let time = 0; time < 2; time++) await runJob(db, 'offer', '2020-03-02T10:00:00Z')
    expect(await statesOf(db, dayId)).toEqual(['registered', 'offered', 'offered', 'waiting'])
    for (let time = 0; time < 2; time++) await runJob(db, 'offer', '2020-03-04T10:00:00Z')
    expect(await statesOf(db, dayId)).toEqual(['registered', 'expired', 'expired', 'offered'])
    const moves = await db('auditLog').where({ subjectId: dayId, event: 'registration.places_filled' })
    expect(moves).toHaveLength(2)
    await db
      .transaction(async (trx) => {
        await expect(trx('trainingDays').where({ id: dayId }).update({ capacity: 1 })).rejects.toMatchObject({
          constraint: 'training_days_capacity_taken',
        })
        await trx.rollback()
      })
      .catch(() => undefined)
  })
})

describe('letters that come by themselves', () => {
  test('remind those who come once, three days before, and nobody else', async ({ signedInAs, db }) => {
    await trainingDay(db, { capacity: 2 })
    const guest = await signedInAs(null)
    await registered(guest, ['Demo one', 'Demo two', 'Demo three'])
    await guest.post(`${await linkIn(db, mail('Demo two'))}/cancellation`)
    await runJob(db, 'remind', '2020-03-16T10:00:00Z')
    expect(await subjects(db, 'Demo one')).not.toContain('Õppepäev läheneb')
    for (let time = 0; time < 2; time++) await runJob(db, 'remind', '2020-03-17T10:00:00Z')
    expect(await db('mailMessages').whereLike('once', 'registration reminder %')).toHaveLength(1)
    expect(await subjects(db, 'Demo one')).toContain('Õppepäev läheneb')
  })

  test('tell those who come that a day has moved, once for each time, and nobody of what does not matter', async ({
    signedInAs,
    db,
  }) => {
    const dayId = await trainingDay(db, { capacity: 1 })
    await registered(await signedInAs(null), ['Demo one'])
    const told = async () => (await db('mailMessages').whereLike('once', 'registration day_changed %')).length
    await db('trainingDays').where({ id: dayId }).update({ capacity: 5 })
    await runJob(db, 'tell', '2020-03-02T10:00:00Z')
    expect(await told()).toBe(0)
    for (const starts of ['11:00', '12:00']) {
      await db('trainingDates').where({ dayId }).update({ starts })
      for (let time = 0; time < 2; time++) await runJob(db, 'tell', '2020-03-02T10:00:00Z')
    }
    expect(await told()).toBe(2)
  })

  test('tell everybody who wanted to come that a day is called off, with the reason, and take it out of calendars', async ({
    signedInAs,
    db,
  }) => {
    const dayId = await trainingDay(db, { capacity: 1 })
    const guest = await signedInAs(null)
    await registered(guest, ['Demo one', 'Demo two'])
    await db('trainingDays')
      .where({ id: dayId })
      .update({ state: 'cancelled', reason: { source: 'et', et: 'Torm' } })
    for (let time = 0; time < 2; time++) await runJob(db, 'tell', '2020-03-02T10:00:00Z')
    const letters = await rowsOf(db('mailMessages').whereLike('once', 'registration day_cancelled %'), {
      parts: z.unknown(),
      calendar: z.string().nullable(),
    })
    expect(letters).toHaveLength(2)
    expect(JSON.stringify(letters[0]?.parts)).toContain('Torm')
    // Who only waited had nothing in a calendar.
    expect(letters.filter(({ calendar }) => calendar?.includes('METHOD:CANCEL'))).toHaveLength(1)
    const own = await guest.get(await linkIn(db, mail('Demo one'))).expect(200)
    expect(own.text).toContain('See õppepäev jäetakse ära.')
  })
})

describe('what people need', () => {
  test('is forgotten 60 days after the day, and the links with it', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const guest = await signedInAs(null)
    await registered(guest, ['Demo one'], { needs: 'A ramp' })
    const link = await linkIn(db, mail('Demo one'))
    await runJob(db, 'forget', '2020-05-19T10:00:00Z')
    expect(await db('registrations').first('needs')).toEqual({ needs: 'A ramp' })
    await runJob(db, 'forget', '2020-05-20T10:00:00Z')
    expect(await db('registrations').first('needs')).toEqual({ needs: '' })
    await guest.get(link).expect(404)
    const log = await rowOf(db('auditLog').where({ event: 'registration.needs_erased' }), { details: z.unknown() })
    expect(log.details).toEqual({ needs: 1, links: 1 })
  })
})
