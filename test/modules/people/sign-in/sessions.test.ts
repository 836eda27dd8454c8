import request from 'supertest'
import { describe, expect } from 'vitest'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import type { Db } from '#platform/db/connection.ts'
import { appOn, sessionOf, visitorWith, type Visitor } from '../../../support/portal.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { idOf } from '../../../support/rows.ts'
import { test } from '../../../support/test.ts'

const email = 'varska@example.org'
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'

const sessionsIn = (db: Db) => db('sessions').join('people', 'people.id', 'sessions.personId').where({ email })

describe('a session', () => {
  test('says of its device only which browser and system it is', async ({ db }) => {
    await db('sessions').delete()
    await request(await appOn(db))
      .post('/en/sign-in')
      .set({ 'Sec-Fetch-Site': 'same-origin', 'User-Agent': firefox })
      .type('form')
      .send({ email, password: demoPassword })
      .expect(303)
    const [session] = await sessionsIn(db).select('sessions.*')
    expect(session).toMatchObject({ method: 'password', strong: false, device: 'Firefox, Windows' })
    expect(JSON.stringify(session)).not.toMatch(/Mozilla|127\.0\.0\.1/)
  })

  test('is noted to be used every ten minutes, and lasts as long from then on', async ({ db }) => {
    await db('sessions').delete()
    const cookie = await sessionOf(db, email)
    const mine = visitorWith(await appOn(db), cookie)
    const [, sid = ''] = /s:(.*)\./.exec(decodeURIComponent(cookie)) ?? []
    const used = async (ago: string) => {
      const aged = {
        seenAt: db.raw(`portal_now() - ?::interval`, [ago]),
        expire: db.raw(`now() + interval '1 minute'`),
      }
      await db('sessions').update(aged)
      await mine.get('/en/work').expect(200)
      const [noted, lasts] = [`seen_at > portal_now() - interval '1 minute'`, `expire > now() + interval '3 hours'`]
      const [session] = await sessionsIn(db)
        .where({ sid })
        .select(db.raw(`${noted} as noted, ${lasts} as lasts`))
      return session as unknown
    }
    expect(await used('9 minutes')).toEqual({ noted: false, lasts: false })
    expect(await used('11 minutes')).toEqual({ noted: true, lasts: true })
  })

  test('goes with its person', async ({ db }) => {
    const others = await db('sessions').select('sid')
    await db('people').insert({ email: 'leaving@act.example', name: 'Aizejošā', locale: 'lv' })
    await sessionOf(db, 'leaving@act.example')
    await db('people').where({ email: 'leaving@act.example' }).delete()
    expect(await db('sessions').select('sid')).toEqual(others)
  })
})

describe('whoever must prove that it is they', () => {
  const typed = { keptAction: '/en/work/account/language', 'kept.locale': 'et' }
  const prove = (mine: Visitor, password: string, more = {}) =>
    mine
      .post('/en/work/account/prove')
      .type('form')
      .send({ password, ...more })

  test('is led to what they wanted by the right password only', async ({ signedInAs }) => {
    const mine = await signedInAs('varska')
    const next = '/en/work/account'
    expect((await mine.get(`/en/work/account/prove?next=${next}`).expect(200)).text).toContain(`value="${next}"`)
    const wrong = await prove(mine, 'kaste-mākonis-dzirnavas', { next }).expect(422)
    expect(wrong.text).toContain('This is not your password.')
    expect(wrong.text).not.toContain('dzirnavas')
    expect((await prove(mine, demoPassword, { next }).expect(303)).headers['location']).toBe(next)
    expect((await prove(mine, demoPassword, { next: '//evil.example' }).expect(303)).headers['location']).toBe(next)
  })

  test('is asked before an account is closed or a person is erased', async ({ signedInAs, db }) => {
    const admin = await signedInAs('admin')
    const person = await idOf(db('people').where({ email }))
    const request = '00000000-0000-4000-8000-000000000000'
    await db('sessions').update({ sess: db.raw(`jsonb_set(sess::jsonb, '{provedAt}', '0')::json`) })
    for (const page of [`/en/work/admin/people/${person}/close`, `/en/work/admin/privacy/${request}/erasure`]) {
      expect((await admin.get(page).expect(303)).headers['location']).toContain('/en/work/account/prove?next=')
      expect((await admin.post(page).type('form').send({}).expect(401)).text).toContain('Confirm that it is you')
    }
  })

  test('has what they sent before them again, after a wrong password too', async ({ signedInAs }) => {
    const mine = await signedInAs('varska')
    const wrong = await prove(mine, 'wrong', typed).expect(422)
    expect(fieldsOf(wrong.text)).toMatchObject(typed)
    const proved = await prove(mine, demoPassword, typed).expect(200)
    expect(fieldsOf(proved.text, '/en/work/account/language')).toMatchObject({ locale: 'et' })
  })
})
