import request from 'supertest'
import type { RequestListener } from 'node:http'
import { describe, expect } from 'vitest'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import type { Db } from '#platform/db/connection.ts'
import { readConfig } from '#config.ts'
import { lettersTo } from '../../../support/account-letters.ts'
import { appOn, sessionOf, visitorWith } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'

const email = 'varska@example.org'
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'
const cookiesOf = (answer: request.Response) => [answer.headers['set-cookie'] ?? []].flat()

const signIn = (app: RequestListener, device = '', who = email) =>
  request(app)
    .post('/en/sign-in')
    .set({ 'Sec-Fetch-Site': 'same-origin', 'User-Agent': firefox, Cookie: device })
    .type('form')
    .send({ email: who, password: demoPassword })
    .expect(303)
const deviceOf = (answer: request.Response) =>
  cookiesOf(answer)
    .find((cookie) => cookie.startsWith('device='))
    ?.split(';')[0] ?? ''

describe('a device', () => {
  test('that somebody never signed in with is told to them, but for their very first', async ({ db }) => {
    const app = await appOn(db)
    const first = deviceOf(await signIn(app))
    await signIn(app, first)
    expect(await lettersTo(db, email, 'new device')).toBe(0)
    const second = deviceOf(await signIn(app))
    expect(await lettersTo(db, email, 'new device')).toBe(1)
    await signIn(app, second)
    expect(await lettersTo(db, email, 'new device')).toBe(1)
    const [letter] = await db('mailMessages').where({ recipient: email }).select('parts')
    expect(JSON.stringify(letter)).toContain('Firefox, Windows')
    expect(JSON.stringify(letter)).not.toContain('127.0.0.1')
  })

  test('that two people share tells neither of the other', async ({ db }) => {
    const app = await appOn(db)
    await signIn(app, '', 'ape@example.org')
    const shared = deviceOf(await signIn(app))
    await signIn(app, shared, 'ape@example.org')
    expect(await lettersTo(db, 'ape@example.org', 'new device')).toBe(1)
    await signIn(app, shared)
    expect(await lettersTo(db, email, 'new device')).toBe(0)
  })

  test('is known by a cookie of 400 days, of which the portal keeps a hash', async ({ db }) => {
    const config = readConfig({
      ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent', ORIGIN: 'https://portal.example', TRUST_PROXY: 'loopback' },
    })
    const app = await appOn(db, { config })
    const answer = await request(app)
      .post('/en/sign-in')
      .set({ 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-Proto': 'https' })
      .type('form')
      .send({ email, password: demoPassword })
    const cookie = cookiesOf(answer).find((each) => each.startsWith('__Host-device=')) ?? ''
    for (const rule of ['Max-Age=34560000', 'Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/'])
      expect(cookie).toContain(rule)
    const [token = ''] = /[0-9a-f]{64}/.exec(cookie) ?? []
    expect(token).not.toBe('')
    expect(JSON.stringify(await db('devices'))).not.toContain(token)
  })
})

describe('the account page', () => {
  const cookieIds = (db: Db) => db('sessions').pluck('sid') as Promise<string[]>

  test('lists sessions without their ids, and ends one of three', async ({ db }) => {
    const app = await appOn(db)
    await db('sessions').delete()
    const [here, phone, hall] = await Promise.all(
      [1, 2, 3].map(async () => visitorWith(app, await sessionOf(db, email))),
    )
    const session: { publicId: string; sid: string } = await db('sessions')
      .join('people', 'people.id', 'sessions.personId')
      .where({ email })
      .orderBy('startedAt', 'desc')
      .first('publicId', 'sid')
    await db('sessions').where({ sid: session.sid }).update({ device: 'Chrome, Android' })
    const { text } = (await here?.get('/en/work/account').expect(200)) as request.Response
    for (const sid of await cookieIds(db)) expect(text).not.toContain(sid)
    expect(text).toContain('Chrome, Android')
    expect(text.match(/sessions\/[0-9a-f-]{36}\/end/g)).toHaveLength(3)

    const other = visitorWith(app, await sessionOf(db, 'ape@example.org'))
    await other.post(`/en/work/account/sessions/${session.publicId}/end`).expect(303)
    const open = async () => {
      const statuses: (number | undefined)[] = []
      for (const each of [here, phone, hall]) statuses.push((await each?.get('/en/work'))?.status)
      return statuses
    }
    expect(await open()).toEqual([200, 200, 200])
    await here?.post(`/en/work/account/sessions/${session.publicId}/end`).expect(303)
    expect((await open()).toSorted()).toEqual([200, 200, 302])
  })

  test('says on how many other devices somebody is signed out', async ({ db }) => {
    const app = await appOn(db)
    await db('sessions').delete()
    const here = visitorWith(app, await sessionOf(db, email))
    const others = [visitorWith(app, await sessionOf(db, email)), visitorWith(app, await sessionOf(db, email))]
    await here.post('/en/work/account/sessions/end').expect(303)
    expect((await here.get('/en').expect(200)).text).toContain('on 2 other devices')
    for (const each of [here, ...others]) await each.get('/en/work').expect(302)
  })
})
