import { defaultRateLimits } from '#platform/limits/rate-limits.ts'
import request from 'supertest'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { createPageCache } from '#platform/pages/page-cache.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { appOn, visitor } from '../../../support/portal.ts'
import { linkIn, queueOf, trainingDay, typed } from '../../../support/registrations.ts'
import { test } from '../../../support/test.ts'
import { rowOf } from '../../../support/rows.ts'

const form = '/en/training/weaving/registration'
const at = (clock: string) => ({ now: () => new Date(clock) })

describe('somebody without an account', () => {
  test('registers, and finds in one letter how it stands, when it is, and a link of their own', async ({
    signedInAs,
    db,
  }) => {
    await trainingDay(db)
    const guest = await signedInAs(null)
    const fields = fieldsOf((await guest.get(form).expect(200)).text, form)
    const sent = await guest
      .post(form)
      .type('form')
      .send({ ...fields, ...typed('Demo weaver'), needs: 'A ramp', photoConsent: 'yes' })
      .expect(303)
    expect(sent.headers['location']).toBe(`${form}/sent`)
    expect((await guest.get(`${form}/sent`).expect(200)).text).not.toContain('Demo weaver')

    const letter = await rowOf(db('mailMessages').where({ recipient: 'demo.weaver@example.org' }), {
      subject: z.string(),
      calendar: z.string(),
    })
    expect(letter.subject).toBe('You have a place: Weaving day')
    expect(letter.calendar).toContain('DTSTART:20200320T080000Z')
    expect(letter.calendar).toContain('SUMMARY:Weaving day')
    const link = await linkIn(db, 'demo.weaver@example.org')
    expect(link).toMatch(/^\/en\/training\/weaving\/registration\/[0-9a-f]{40}$/)
    const own = await guest.get(link).expect(200)
    expect(own.text).toContain('Demo weaver')
    expect(own.text).toContain('https://meet.example.org/weaving')
    expect(fieldsOf(own.text, link)).toMatchObject({ needs: 'A ramp', photoConsent: 'yes', locale: 'en' })
  })

  test('gets back all that they typed where something is wrong', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const guest = await signedInAs(null)
    for (const [changes, problem] of [
      [{ name: ' ' }, 'Fill in this field.'],
      [{ name: '.' }, 'Enter the name in letters.'],
      [{ minor: 'yes', guardian: '--' }, 'Enter the name in letters.'],
      [{ email: '' }, 'Give an e-mail address or a phone number.'],
      [{ email: 'nobody' }, 'Enter a valid e-mail address'],
      [{ phone: 'call me' }, 'Enter the phone number'],
      [{ consent: '' }, 'Without your agreement'],
      [{ minor: 'yes' }, 'give the adult’s name'],
      [{ minor: 'yes', guardian: '\u200b' }, 'give the adult’s name'],
      [{ needs: '010180-12345' }, 'Do not enter personal identity codes.'],
    ] as const) {
      const page = await guest
        .post(form)
        .type('form')
        .send({ ...typed('Kept <b> O’Neill Žņūķš Жук'), email: 'kept@example.org', ...changes })
        .expect(422)
      expect(page.text).toContain(problem)
      if (!('name' in changes)) expect(page.text).toContain('Kept &lt;b&gt; O’Neill Žņūķš Жук')
    }
    expect(await db('participants')).toEqual([])
  })

  test('who registers again is answered the same, told so by letter, and has one registration', async ({
    signedInAs,
    db,
  }) => {
    const dayId = await trainingDay(db)
    const guest = await signedInAs(null)
    const send = (more = {}) => guest.post(form).type('form').send(typed('Demo weaver', more)).expect(303)
    const first = await send()
    const again = await send({ name: 'DEMO  WEAVER', email: 'Demo.Weaver@example.org' })
    expect(again.headers['location']).toBe(first.headers['location'])
    expect(await queueOf(db, dayId)).toHaveLength(1)
    await send()
    const letters = await db('mailMessages').where({ recipient: 'demo.weaver@example.org' }).orderBy('postedAt')
    expect(letters.map(({ subject }) => subject as string).sort()).toEqual([
      'You are on the list already: Weaving day',
      'You have a place: Weaving day',
    ])
    // Strangers can send it as often as they like, and fill no log with it.
    expect(await db('auditLog').where({ event: 'registration.repeated' })).toHaveLength(1)
  })

  test('with a phone only is shown their link once, and by nobody else’s form', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db)
    const guest = await signedInAs(null)
    const { key } = fieldsOf((await guest.get(form)).text, form)
    const phoned = typed('Demo caller', { email: '', phone: '00 371 2000-0001', key })
    const { location } = (await guest.post(form).type('form').send(phoned).expect(303)).headers
    expect((await guest.get(location as string).expect(200)).text).toContain('Save the address of this page')
    // The same form sent twice leads there too; another form with the same name and number does not.
    const twice = (await guest.post(form).type('form').send(phoned).expect(303)).headers['location']
    await guest.get(twice as string).expect(200)
    const other = await guest
      .post(form)
      .type('form')
      .send(typed('Demo caller', { email: '', phone: '+37120000001' }))
    expect(other.headers['location']).toBe(`${form}/sent`)
    expect(await queueOf(db, dayId)).toHaveLength(1)
    expect(await db('mailMessages')).toEqual([])
  })

  test('who mistyped their address and sends the form once more keeps one place, and the letter comes to the right one', async ({
    signedInAs,
    db,
  }) => {
    const dayId = await trainingDay(db)
    const guest = await signedInAs(null)
    const { key } = fieldsOf((await guest.get(form)).text, form)
    const send = (name: string, email: string) =>
      guest.post(form).type('form').send(typed(name, { key, email })).expect(303)
    await send('Demo weaver', 'wrong@example.org')
    const wrong = await linkIn(db, 'wrong@example.org')
    await send('Demo weaver', 'right@example.org')
    expect(await queueOf(db, dayId)).toMatchObject([{ name: 'Demo weaver', state: 'registered', position: 1 }])
    expect((await guest.get(await linkIn(db, 'right@example.org')).expect(200)).text).toContain('Demo weaver')
    await guest.get(wrong).expect(404)
    const letter = db('mailMessages').where({ recipient: 'right@example.org' })
    const { subject, calendar } = await rowOf(letter, { subject: z.string(), calendar: z.string() })
    expect(subject).toBe('You have a place: Weaving day')
    expect(calendar).toContain('METHOD:PUBLISH')
    // Who got the first letter is told, and loses the date again; nobody of that address is kept.
    const former = db('mailMessages')
      .where({ recipient: 'wrong@example.org' })
      .whereLike('once', 'registration moved %')
    const { calendar: taken } = await rowOf(former, { calendar: z.string() })
    expect(taken).toContain('METHOD:CANCEL')
    const numberIn = (file: string) => Number(/SEQUENCE:(\d+)/.exec(file)?.[1])
    expect(numberIn(calendar)).toBeGreaterThan(numberIn(taken))
    expect(await db('participants').select('email')).toEqual([{ email: 'right@example.org' }])
    // Somebody else of the family is another person.
    await send('Demo sister', 'right@example.org')
    expect(await queueOf(db, dayId)).toHaveLength(2)
  })

  test('who corrects an address there and back hears of it each time, and writes to strangers three times at most', async ({
    signedInAs,
    db,
  }) => {
    const dayId = await trainingDay(db)
    const guest = await signedInAs(null)
    const { key } = fieldsOf((await guest.get(form)).text, form)
    const send = (email: string) => guest.post(form).type('form').send(typed('Demo weaver', { key, email }))
    const lettersTo = (recipient: string) =>
      db('mailMessages').where({ recipient }).orderBy('postedAt').pluck('subject')
    for (const email of ['one@example.org', 'two@example.org', 'one@example.org', 'two@example.org'])
      await send(email).expect(303)
    const [place, moved] = ['You have a place: Weaving day', 'Your registration goes to another address: Weaving day']
    expect(await lettersTo('one@example.org')).toEqual([place, moved, place, moved])
    expect(await lettersTo('two@example.org')).toEqual([place, moved, place])
    const often = await send('one@example.org').expect(409)
    expect(often.text).toContain('has been changed three times. Please call us')
    expect(await queueOf(db, dayId)).toHaveLength(1)
  })

  test('who once cancelled and then mistypes their address keeps one place, too', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db)
    const guest = await signedInAs(null)
    const send = (email: string, key: unknown) =>
      guest.post(form).type('form').send(typed('Demo weaver', { key, email })).expect(303)
    const keyNow = async () => fieldsOf((await guest.get(form)).text, form)['key']
    await send('right@example.org', await keyNow())
    await guest.post(`${await linkIn(db, 'right@example.org')}/cancellation`).expect(303)
    const key = await keyNow()
    await send('wrong@example.org', key)
    await send('right@example.org', key)
    expect(await queueOf(db, dayId)).toMatchObject([{ name: 'Demo weaver', state: 'registered' }])
    expect((await guest.get(await linkIn(db, 'right@example.org')).expect(200)).text).toContain('Demo weaver')
  })

  test('of two with one mailbox, the date stays in the calendar while one of them has a place', async ({
    signedInAs,
    db,
  }) => {
    await trainingDay(db)
    const guest = await signedInAs(null)
    const email = 'family@example.org'
    for (const name of ['Demo mother', 'Demo child'])
      await guest.post(form).type('form').send(typed(name, { email })).expect(303)
    const calendars = db('mailMessages').where({ recipient: email }).whereLike('once', 'registration cancelled %')
    await guest.post(`${await linkIn(db, email)}/cancellation`).expect(303)
    expect(await calendars.pluck('calendar')).toEqual([null])
  })

  test('who sends the form once more with something else in it finds that saved', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const [guest, ape] = [await signedInAs(null), await signedInAs('ape')]
    const { key } = fieldsOf((await guest.get(form)).text, form)
    const send = (more: object) =>
      guest
        .post(form)
        .type('form')
        .send(typed('Demo one', { key, ...more }))
    for (const needs of ['A ramp', 'A ramp', 'A ramp and a place near the door']) await send({ needs }).expect(303)
    const staffs = `/en/work/training/weaving/registrations`
    expect((await ape.get(`${staffs}.csv`).expect(200)).text).toContain('A ramp and a place near the door')
    expect(await db('auditLog').where({ event: 'registration.changed' })).toHaveLength(1)
    // A form of its own for the same person changes nothing: it may be anybody's.
    await guest
      .post(form)
      .type('form')
      .send(typed('Demo one', { needs: 'Nothing' }))
      .expect(303)
    expect((await ape.get(`${staffs}.csv`).expect(200)).text).not.toContain('Nothing')
  })

  test('under 18 comes through an adult, whose name is kept', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const guest = await signedInAs(null)
    await guest
      .post(form)
      .type('form')
      .send(typed('Demo child', { minor: 'yes', guardian: 'Demo adult' }))
    expect(await db('registrations').first('guardian')).toEqual({ guardian: 'Demo adult' })
  })

  test('gets a form of their own, which no cache gives to somebody else', async ({ db }) => {
    await trainingDay(db)
    const cache = createPageCache()
    cache.setConnected(true)
    const app = await appOn(db, { cache })
    const keys: unknown[] = []
    for (let person = 0; person < 2; person++)
      keys.push(fieldsOf((await request(app).get(form).expect(200)).text, form)['key'])
    expect(keys[0]).not.toBe(keys[1])
  })

  test('whose browser filled in what people do not see is told so, and loses nothing; a program leaves nothing behind', async ({
    signedInAs,
    db,
  }) => {
    await trainingDay(db)
    const guest = await signedInAs(null)
    const filled = typed('Demo robot', { website: 'https://example.org' })
    const refused = await guest.post(form).type('form').send(filled).expect(422)
    expect(await db('participants')).toEqual([])
    const again = fieldsOf(refused.text, form)
    expect(again).toMatchObject({ name: 'Demo robot', website: '' })
    await guest
      .post(form)
      .type('form')
      .send({ ...again, consent: 'yes' })
      .expect(303)
    expect(await db('participants')).toHaveLength(1)
  })

  test('sends so many forms in a quarter of an hour and no more', async ({ db }) => {
    await trainingDay(db, { capacity: 100 })
    const allowance = { ...defaultRateLimits, registrations: 2 }
    const guest = await visitor(await appOn(db, { rateLimits: allowance }), db, null)
    const send = (name: string) => guest.post(form).type('form').send(typed(name))
    await send('Demo one').expect(303)
    await send('Demo two').expect(303)
    const { text } = await send('Demo three').expect(429)
    expect(text).toContain('Demo three')
    expect(text).toContain('Too many tries came from this address in a short time.')
    expect(text).not.toContain('accounts')
    // A hall of a hundred people shares one address.
    expect(defaultRateLimits.registrations).toBeGreaterThanOrEqual(100)
  })

  test('cannot register before it opens, after it closes, or for a day that nobody has announced', async ({ db }) => {
    await trainingDay(db, { closesOn: '2020-03-10' })
    await trainingDay(db, { slug: 'announced', state: 'published' })
    await trainingDay(db, { slug: 'secret', state: 'planned' })
    const late = await visitor(await appOn(db, at('2020-03-10T22:00:00Z')), db, null)
    expect((await late.get(form).expect(200)).text).toContain('Registration has closed.')
    await late.post(form).type('form').send(typed('Demo late')).expect(409)
    const guest = await visitor(await appOn(db, at('2020-03-10T21:59:00Z')), db, null)
    await guest.post(form).type('form').send(typed('Demo early')).expect(303)
    expect((await guest.get('/en/training/announced/registration').expect(200)).text).toContain('not opened yet')
    await guest.post('/en/training/announced/registration').type('form').send(typed('Demo early')).expect(409)
    await guest.get('/en/training/secret/registration').expect(404)
    await guest.post('/en/training/secret/registration').type('form').send(typed('Demo early')).expect(404)
  })
})
