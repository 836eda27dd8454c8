import { describe, expect } from 'vitest'
import { defaultRateLimits } from '#platform/limits/rate-limits.ts'
import { lettersTo, newestLink } from '../../../support/account-letters.ts'
import { appOn, visitor, visitorWith, type Visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'

const member = 'varska@example.org'
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'
const ask = (guest: Visitor, email: string) =>
  guest.post('/en/sign-in/link').set('User-Agent', firefox).type('form').send({ email })

describe('a letter to sign in by', () => {
  test('signs a community member in, once, with one button', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    await ask(guest, member).expect(303)
    const link = String(await newestLink(db, member))
    for (let time = 0; time < 3; time += 1) {
      const { text, headers } = await guest.get(link).expect(200)
      expect(text.match(/<button[^>]*name="answer"/g)).toHaveLength(1)
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })
    }
    const { headers } = await guest.post(link).type('form').send({ answer: 'yes' }).expect(303)
    await guest.get(String(headers['location'])).expect(200)
    expect(await db('sessions').where({ method: 'link' })).toHaveLength(1)
    await (await signedInAs(null)).post(link).type('form').send({ answer: 'yes' }).expect(410)
    // Who came by a letter has proved nothing but that they read the letter.
    await guest.get('/en/work/account/email').expect(303)
  })

  test('asks in another browser whether it was they, and is over once they say no', async ({ signedInAs, db }) => {
    await ask(await signedInAs(null), member).expect(303)
    const link = String(await newestLink(db, member)).replace('/et/', '/en/')
    const elsewhere = await signedInAs(null)
    const { text } = await elsewhere.get(link).expect(200)
    expect(text).toContain('Firefox, Windows')
    expect(text.match(/<button[^>]*name="answer"/g)).toHaveLength(2)
    const told = await elsewhere.post(link).type('form').send({ answer: 'no' }).expect(200)
    expect(told.text).toContain('Nobody can sign in with it any more')
    await elsewhere.post(link).type('form').send({ answer: 'yes' }).expect(410)
  })

  test('signs nobody in who has another role, and tells them so by the letter alone', async ({ signedInAs, db }) => {
    const answers: string[] = []
    const who = [member, 'ape@example.org', 'admin@example.org', 'mentor@example.org', 'nobody@act.example']
    for (const email of who) {
      const { headers, status, text } = await ask(await signedInAs(null), email)
      answers.push(`${status} ${headers['location']} ${text}`)
    }
    expect(new Set(answers).size).toBe(1)
    expect(await db('accountLinks').where({ purpose: 'sign_in' })).toHaveLength(1)
    for (const email of who.slice(1, 4)) expect(await lettersTo(db, email, 'needs password'), email).toBe(1)
    expect(await lettersTo(db, 'nobody@act.example', '')).toBe(0)
  })

  test('takes nothing from letters for a new password, however often anybody asks for one', async ({
    db,
    signedInAs,
  }) => {
    const app = await appOn(db, { rateLimits: defaultRateLimits })
    for (const email of [member, 'ape@example.org']) {
      for (let time = 0; time < 5; time += 1) await ask(await visitor(app, db, null), email).expect(303)
      await (await visitor(app, db, null)).post('/en/forgotten').type('form').send({ email }).expect(303)
      expect(await lettersTo(db, email, 'new password'), email).toBe(1)
    }
    expect(await lettersTo(db, member, 'sign in link')).toBe(3)
    // Nor from whom it is meant for: the last one is good for as long as no other is sent.
    const rows = await db('rateLimits').whereLike('key', 'link:sign_in%').pluck<string[]>('expire')
    expect(rows).not.toEqual([])
    expect(Math.max(...rows.map(Number)) - Date.now()).toBeLessThanOrEqual(15 * 60_000)
    const link = String(await newestLink(db, member, 'sign in link'))
    await (await signedInAs(null)).post(link).type('form').send({ answer: 'yes' }).expect(303, /./)
    expect(await db('auditLog').where({ event: 'person.sign_in_link_refused' })).toHaveLength(3)
  })

  test('is good for 15 minutes, until another is sent, and while that is the only role', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    await ask(guest, member).expect(303)
    const first = String(await newestLink(db, member))
    await ask(guest, member).expect(303)
    const second = String(await newestLink(db, member))
    await guest.get(first).expect(410)
    await guest.get(second).expect(200)
    const { id } = await db('people').where({ email: member }).first<{ id: string }>('id')
    const [role] = await db('roleAssignments')
      .insert({ personId: id, role: 'lead', fromDay: '2020-01-01' })
      .returning<{ id: string }[]>('id')
    await guest.post(second).type('form').send({ answer: 'yes' }).expect(410)
    await db('roleAssignments').where({ id: role?.id }).delete()
    await db('accountLinks').update({ expiresAt: db.raw(`expires_at - interval '15 minutes'`) })
    await guest.post(second).type('form').send({ answer: 'yes' }).expect(410)
  })

  test('is taken from the portal’s own page only', async ({ signedInAs, db }) => {
    await ask(await signedInAs(null), member).expect(303)
    const link = String(await newestLink(db, member))
    const foreign = visitorWith(await appOn(db), null)
    await foreign.post(link).set('Sec-Fetch-Site', 'cross-site').expect(403)
    await foreign.post(link).set('Sec-Fetch-Site', '').set('Origin', 'null').expect(403)
  })
})
