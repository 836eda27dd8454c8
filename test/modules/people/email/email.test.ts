import { describe, expect } from 'vitest'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import type { Db } from '#platform/db/connection.ts'
import { recordOutcome } from '#platform/mail/commands.ts'
import type { DeliveryOutcome, QueuedMessage } from '#platform/mail/message.ts'
import { lettersTo, newestLink } from '../../../support/account-letters.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { viewerOf } from '../../../support/people.ts'
import { appOn, sessionOf, visitorWith, type Visitor } from '../../../support/portal.ts'
import { idOf } from '../../../support/rows.ts'
import { test } from '../../../support/test.ts'

const [old, next] = ['varska@example.org', 'jauna.adrese@act.example']
const ask = (mine: Visitor, email: string) => mine.post('/en/work/account/email').type('form').send({ email })
const signIn = (guest: Visitor, email: string, password = demoPassword) =>
  guest.post('/en/sign-in').type('form').send({ email, password })

async function changed(db: Db, mine: Visitor, guest: Visitor, email = next): Promise<string> {
  await ask(mine, email).expect(303)
  const link = String(await newestLink(db, email, 'email change'))
  await guest.post(link).expect(303)
  return link
}

describe('another e-mail address', () => {
  test('is the account’s once it is confirmed from there, and the old one is told', async ({ signedInAs, db }) => {
    const [mine, guest] = [await signedInAs('varska'), await signedInAs(null)]
    await ask(mine, next).expect(303)
    await signIn(await signedInAs(null), old).expect(303)
    const link = String(await newestLink(db, next, 'email change'))
    for (let time = 0; time < 3; time += 1) expect((await guest.get(link).expect(200)).text).toContain(next)
    await guest.post(link).expect(303)

    await signIn(await signedInAs(null), next).expect(303)
    await signIn(await signedInAs(null), old).expect(422)
    expect((await mine.get('/en/work/account').expect(200)).text).toContain(next)
    expect(await lettersTo(db, old, 'email changed')).toBe(1)
    await guest.post(link).expect(410)
  })

  test('is asked for with the password, if that was typed more than ten minutes ago', async ({ db }) => {
    const mine = visitorWith(await appOn(db), await sessionOf(db, old))
    const longAgo = db.raw(`jsonb_set(sess::jsonb, '{provedAt}', to_jsonb(?::bigint))::json`, [Date.now() - 601_000])
    await db('sessions').update({ sess: longAgo })
    const led = await mine.get('/en/work/account/email').expect(303)
    expect(led.headers['location']).toBe('/en/work/account/prove?next=%2Fen%2Fwork%2Faccount%2Femail')
    const stopped = await ask(mine, next).expect(401)
    expect(await newestLink(db, next)).toBeNull()

    const again = { ...fieldsOf(stopped.text), password: demoPassword }
    const proved = await mine.post('/en/work/account/prove').type('form').send(again).expect(200)
    expect(fieldsOf(proved.text, '/en/work/account/email')).toMatchObject({ email: next })
    await ask(mine, next).expect(303)
    expect(await newestLink(db, next)).not.toBeNull()
  })

  test('is put back by the old one alone, which ends what others hold, and chooses a new password', async ({
    signedInAs,
    db,
  }) => {
    const [mine, guest] = [visitorWith(await appOn(db), await sessionOf(db, old)), await signedInAs(null)]
    const personId = await idOf(db('people').where({ email: old }))
    // Whoever took the account over added ways to sign in of their own.
    const factor = {
      kind: 'app',
      name: 'Telephone',
      sealed: Buffer.from('sealed'),
      confirmedAt: db.raw('portal_now()'),
    }
    await db('secondFactors').insert({ personId, ...factor })
    await db('identities').insert({ personId, issuer: 'https://sign-in.example', subjectHash: Buffer.from('hash') })
    await changed(db, mine, guest)
    expect(await newestLink(db, next)).toBeNull()
    const undo = String(await newestLink(db, old, 'email changed'))
    expect((await guest.get(undo).expect(200)).text).toContain(old)
    await mine.get('/en/work').expect(200)
    const { headers } = await guest.post(undo).expect(303)

    await mine.get('/en/work').expect(302)
    await signIn(await signedInAs(null), next).expect(422)
    await signIn(await signedInAs(null), old).expect(422)
    const chosen = { password: 'zirgs-baterija-skava' }
    await guest.post(String(headers['location'])).type('form').send(chosen).expect(303)
    expect((await signIn(await signedInAs(null), old, chosen.password).expect(303)).headers['location']).toBe(
      '/en/work',
    )
    expect([await db('secondFactors').where({ personId }), await db('identities').where({ personId })]).toEqual([
      [],
      [],
    ])
    await guest.post(undo).expect(410)
  })

  test('leaves the way back open, whatever else is changed meanwhile, and no longer than 72 hours', async ({
    signedInAs,
    db,
  }) => {
    const [mine, guest] = [visitorWith(await appOn(db), await sessionOf(db, old)), await signedInAs(null)]
    await changed(db, mine, guest)
    const undo = String(await newestLink(db, old, 'email changed'))
    await changed(db, mine, guest, 'third@act.example')
    const chosen = { current: demoPassword, password: 'zirgs-baterija-skava' }
    await mine.post('/en/work/account/password').type('form').send(chosen).expect(303)
    await db('accountLinks').update({ expiresAt: db.raw(`expires_at - interval '71 hours'`) })
    await guest.get(undo).expect(200)
    await db('accountLinks').update({ expiresAt: db.raw(`expires_at - interval '1 hour'`) })
    await guest.post(undo).expect(410)
  })

  test('can be put back for three days after it was changed, however often the letter is sent again', async ({
    signedInAs,
    db,
  }) => {
    const [mine, guest] = [visitorWith(await appOn(db), await sessionOf(db, old)), await signedInAs(null)]
    await changed(db, mine, guest)
    const undos = () => db('accountLinks').where({ purpose: 'email_undo' })
    const wait = () =>
      undos().update({
        createdAt: db.raw(`created_at - interval '2 days'`),
        expiresAt: db.raw(`expires_at - interval '2 days'`),
      })
    await wait()
    const until = await undos().first('expiresAt')
    const letter: QueuedMessage = await db('mailMessages').whereLike('once', 'email changed%').first()
    const failed = { state: 'failed', failure: '550 full' } as DeliveryOutcome
    const again = async (status: number) => {
      await recordOutcome(db, letter, failed, new Date())
      await (await signedInAs('admin')).post(`/en/work/admin/letters/${letter.id}/again`).expect(status)
    }
    await again(303)
    expect(await undos().first('expiresAt')).toEqual(until)
    await guest.get(String(await newestLink(db, old, 'email changed'))).expect(200)
    await wait()
    await again(409)
  })

  test('that is put back by who took the account over leaves the owner’s own way back', async ({ signedInAs, db }) => {
    const [mine, guest] = [visitorWith(await appOn(db), await sessionOf(db, old)), await signedInAs(null)]
    await changed(db, mine, guest)
    const owners = String(await newestLink(db, old, 'email changed'))
    await db('accountLinks').update({ createdAt: db.raw(`created_at - interval '1 hour'`) })
    await changed(db, mine, guest, 'third@act.example')
    const thiefs = String(await newestLink(db, next, 'email changed'))
    await guest.post(thiefs).expect(303)
    await guest.post(owners).expect(303)
    expect(await db('people').where({ email: old })).toHaveLength(1)
    const over = (await guest.post(thiefs.replace('/et/', '/en/')).expect(410)).text
    expect([over.includes('call +371'), over.includes('/forgotten')]).toEqual([true, false])
  })

  test('is refused alike whether or not somebody has it, who alone is told', async ({ signedInAs, db }) => {
    const mine = await signedInAs('varska')
    for (const email of ['ape@example.org', next]) {
      const { headers } = await ask(mine, email).expect(303)
      expect(headers['location']).toBe('/en/work/account')
    }
    expect(await lettersTo(db, 'ape@example.org', 'email taken')).toBe(1)
    expect(await newestLink(db, 'ape@example.org')).toBeNull()
  })

  test('that somebody else got in the meantime leaves the account as it was', async ({ signedInAs, db }) => {
    const [mine, guest] = [await signedInAs('varska'), await signedInAs(null)]
    await ask(mine, next).expect(303)
    const link = String(await newestLink(db, next)).replace('/et/', '/en/')
    await db('people').insert({ email: next, name: 'Cita', locale: 'lv' })
    expect((await guest.post(link).expect(409)).text).toContain('This address cannot be used')
    await signIn(await signedInAs(null), old).expect(303)
  })
})

describe('an administrator', () => {
  test('asks for another address for somebody, who confirms it', async ({ signedInAs, db }) => {
    const { id } = await viewerOf(db, 'varska')
    const admin = await signedInAs('admin')
    const change = (email: string) => admin.post(`/en/work/admin/people/${id}/email`).type('form').send({ email })
    await admin.get(`/en/work/admin/people/${id}/email`).expect(200)
    expect((await change('ape@example.org').expect(422)).text).toContain('already exists')
    await change(next).expect(303)
    await signIn(await signedInAs(null), old).expect(303)
    await (await signedInAs(null)).post(String(await newestLink(db, next))).expect(303)
    await signIn(await signedInAs(null), next).expect(303)
  })

  test('gets no account for themselves by closing it, opening it again and changing its address', async ({
    signedInAs,
    db,
  }) => {
    const { id } = await viewerOf(db, 'varska')
    const admin = await signedInAs('admin')
    for (const step of ['close', 'reopen']) await admin.post(`/en/work/admin/people/${id}/${step}`).expect(303)
    await admin.post(`/en/work/admin/people/${id}/email`).type('form').send({ email: next }).expect(303)
    expect(await newestLink(db, next, 'invitation')).toBeNull()
    await (await signedInAs(null)).post(String(await newestLink(db, next, 'email change'))).expect(303)
    const undo = String(await newestLink(db, old, 'email changed'))
    await (await signedInAs(null)).post(undo).expect(303)
    expect(await db('people').where({ id, email: old })).toHaveLength(1)
  })

  test('corrects the address of an invitation at once, and the one before is over', async ({ signedInAs, db }) => {
    const admin = await signedInAs('admin')
    const newcomer = { name: 'Jauna mentore', email: 'mistpyed@act.example', locale: 'lv', note: '' }
    const { headers } = await admin.post('/en/work/admin/people/new').type('form').send(newcomer).expect(303)
    const mistyped = String(await newestLink(db, newcomer.email))
    await admin
      .post(`${String(headers['location'])}/email`)
      .type('form')
      .send({ email: next })
      .expect(303)
    await (await signedInAs(null)).get(mistyped).expect(410)
    await (await signedInAs(null)).get(String(await newestLink(db, next))).expect(200)
  })
})
