import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { defaultRateLimits } from '#platform/limits/rate-limits.ts'
import { newestLink } from '../../../support/account-letters.ts'
import { appOn, visitor, type Visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'

const newcomer = { name: 'Jauna mentore', email: 'new@act.example', locale: 'lv', note: 'Gaidām Jūs otrdien.' }
const password = 'zirgs-baterija-skava'

async function inviteNewcomer(db: Db, admin: Visitor): Promise<{ link: string; page: string }> {
  const { headers } = await admin.post('/en/work/admin/people/new').type('form').send(newcomer).expect(303)
  return { link: String(await newestLink(db, newcomer.email)), page: String(headers['location']) }
}

const begin = (guest: Visitor, link: string) => guest.post(link).type('form').send({ password, locale: 'et' })
const signIn = (guest: Visitor, email: string, typed: string) =>
  guest.post('/en/sign-in').type('form').send({ email, password: typed })

describe('an invitation', () => {
  test('leads somebody from the letter to their desk, with a password that nobody else knows', async ({
    signedInAs,
    db,
  }) => {
    const { link } = await inviteNewcomer(db, await signedInAs('admin'))
    const guest = await signedInAs(null)
    for (let time = 0; time < 3; time += 1) {
      const { text, headers } = await guest.get(link).expect(200)
      expect(text).toContain(newcomer.email)
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    }
    const begun = await begin(guest, link).expect(303)
    expect((await guest.get(String(begun.headers['location'])).expect(200)).text).toContain(newcomer.name)
    await signIn(await signedInAs(null), newcomer.email, password).expect(303)
  })

  test('is good once, for seven days, and until another is sent', async ({ signedInAs, db }) => {
    const admin = await signedInAs('admin')
    const { link, page } = await inviteNewcomer(db, admin)
    await db('accountLinks').update({ expiresAt: db.raw(`expires_at - interval '6 days 23 hours'`) })
    await (await signedInAs(null)).get(link).expect(200)
    await admin.post(`${page}/invitation`).expect(303)
    const newer = String(await newestLink(db, newcomer.email))
    await (await signedInAs(null)).get(link).expect(410)
    await begin(await signedInAs(null), link).expect(410)

    await db('accountLinks').update({ expiresAt: db.raw('portal_now()') })
    await begin(await signedInAs(null), newer).expect(410)
    expect((await admin.get(page).expect(200)).text).toContain('Invitation no longer valid')

    await admin.post(`${page}/invitation`).expect(303)
    const last = String(await newestLink(db, newcomer.email))
    await begin(await signedInAs(null), last).expect(303)
    const another = { password: 'kaste-mākonis-dzirnavas', locale: 'et' }
    await (await signedInAs(null)).post(last).type('form').send(another).expect(410)
    await admin.post(`${page}/invitation`).expect(403)
  })

  test('is kept as a hash alone, and is shown to nobody but its recipient', async ({ signedInAs, db }) => {
    const admin = await signedInAs('admin')
    const { link, page } = await inviteNewcomer(db, admin)
    const token = link.split('/').at(-1) ?? ''
    expect(token).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(await db('accountLinks'))).not.toContain(token)
    expect((await admin.get(page).expect(200)).text).not.toContain(token)
    expect(JSON.stringify(await db('auditLog'))).not.toContain(token)
  })

  test('refuses an easy password, which is not shown again, and ends with the account', async ({ signedInAs, db }) => {
    const admin = await signedInAs('admin')
    const { link, page } = await inviteNewcomer(db, admin)
    const guest = await signedInAs(null)
    const short = await guest.post(link).type('form').send({ password: 'kaķis-12', locale: 'lv' }).expect(422)
    expect(short.text).not.toContain('kaķis-12')
    await admin.post(`${page}/close`).expect(303)
    await begin(guest, link).expect(410)
  })
})

describe('a button that is pressed twice', () => {
  test.for(['invitation', 'new_password'] as const)(
    'leads where it led once: %s',
    async (purpose, { signedInAs, db }) => {
      if (purpose === 'invitation') await inviteNewcomer(db, await signedInAs('admin'))
      else await (await signedInAs(null)).post('/en/forgotten').type('form').send({ email: 'ape@example.org' })
      const email = purpose === 'invitation' ? newcomer.email : 'ape@example.org'
      const link = String(await newestLink(db, email))
      const first = await begin(await signedInAs(null), link).expect(303)
      const second = await begin(await signedInAs(null), link).expect(303)
      expect(second.headers['location']).toBe(first.headers['location'])
      expect(
        await db('auditLog').whereIn('event', ['person.invitation_accepted', 'person.password_changed']),
      ).toHaveLength(1)
    },
  )
})

describe('a forgotten password', () => {
  const ask = (guest: Visitor, email: string) => guest.post('/en/forgotten').type('form').send({ email })

  test('sends no letter to programs, which fill in what people do not see', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    const filled = { email: 'ape@example.org', url2: 'https://example.org' }
    const { headers } = await guest.post('/en/forgotten').type('form').send(filled).expect(303)
    expect(headers['location']).toBe('/en/forgotten?sent=yes')
    expect(await newestLink(db, 'ape@example.org')).toBeNull()
    await ask(guest, 'ape@example.org').expect(303)
    expect(await newestLink(db, 'ape@example.org')).not.toBeNull()
  })

  test('is chosen anew by a letter, ends every session, and the person is told', async ({ signedInAs, db }) => {
    const mine = await signedInAs('ape')
    await mine.get('/en/work').expect(200)
    await ask(await signedInAs(null), 'APE@example.org').expect(303)
    const link = String(await newestLink(db, 'ape@example.org'))
    const guest = await signedInAs(null)
    await guest.get(link).expect(200)
    await mine.get('/en/work').expect(200)
    await guest.post(link).type('form').send({ password }).expect(303)

    await mine.get('/en/work').expect(302)
    await signIn(await signedInAs(null), 'ape@example.org', password).expect(303)
    await guest.post(link).type('form').send({ password: 'kaste-mākonis-dzirnavas' }).expect(410)
    const told = await db('mailMessages').where({ recipient: 'ape@example.org' }).whereLike('once', 'password changed%')
    expect(told).toHaveLength(1)
  })

  test('is answered alike whoever has an account, and nobody else gets a letter', async ({ signedInAs, db }) => {
    await inviteNewcomer(db, await signedInAs('admin'))
    await db('people').where({ email: 'mentor@example.org' }).update({ deactivatedAt: new Date() })
    const letters = async (recipient: string) => (await db('mailMessages').where({ recipient })).length
    const addresses = {
      'gaujiena@example.org': 1,
      [newcomer.email]: 2,
      'mentor@example.org': 0,
      'nobody@act.example': 0,
    }
    for (const [email, expected] of Object.entries(addresses)) {
      const guest = await signedInAs(null)
      const { headers } = await ask(guest, email).expect(303)
      expect(headers['location']).toBe('/en/forgotten?sent=yes')
      expect(await letters(email), email).toBe(expected)
    }
  })

  test('brings three letters an hour at most, and never says so', async ({ db }) => {
    const app = await appOn(db, { rateLimits: defaultRateLimits })
    const before = (await db('accountLinks')).length
    for (let time = 0; time < 5; time += 1) await ask(await visitor(app, db, null), 'varska@example.org').expect(303)
    expect(await db('accountLinks')).toHaveLength(before + 3)
  })

  test('never leads to another host than the portal’s own', async ({ signedInAs, db }) => {
    await ask(await signedInAs(null), 'ape@example.org')
      .set('Host', 'evil.example')
      .expect(303)
    expect(await newestLink(db, 'ape@example.org')).toMatch(/^\/lv\/account\/password\/[0-9a-f]{64}$/)
  })
})
