import { type RequestListener } from 'node:http'
import request from 'supertest'
import { describe, expect } from 'vitest'
import { readConfig } from '#config.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { defaultRateLimits } from '#platform/limits/rate-limits.ts'
import { appOn, visitor } from '../../../support/portal.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const ape = 'ape@example.org'

const signIn = (app: RequestListener, typed: Record<string, string> = {}, cookie = '') =>
  request(app)
    .post('/en/sign-in')
    .set({ 'Sec-Fetch-Site': 'same-origin', ...(cookie ? { Cookie: cookie } : {}) })
    .type('form')
    .send({ email: ape, password: demoPassword, ...typed })

describe('who guesses passwords', () => {
  test('is refused after eight, by whichever process answers and whatever address they claim', async ({ db }) => {
    const apps = [
      await appOn(db, { rateLimits: defaultRateLimits }),
      await appOn(db, { rateLimits: defaultRateLimits }),
    ] as const
    const statuses: number[] = []
    for (let guess = 0; guess < 10; guess++) {
      const { status } = await signIn(apps[guess % 2 === 0 ? 0 : 1], { password: `guess ${guess}` }).set(
        'X-Forwarded-For',
        `10.0.0.${guess}`,
      )
      statuses.push(status)
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 422, 422, 422, 429, 429])
    await signIn(apps[0], { email: 'setomaa@example.org' }).expect(303)
  })

  test('finds no other name for an account, nor another number of tries, in letters that only look like it', async ({
    db,
  }) => {
    const app = await appOn(db)
    await signIn(app, { email: 'ADMIN@example.org' }).expect(303)
    await signIn(app, { email: 'admİn@example.org' }).expect(422)
    const limited = await appOn(db, { rateLimits: { ...defaultRateLimits, signIns: 1 } })
    await signIn(limited, { email: 'k@example.org' }).expect(422)
    await signIn(limited, { email: '\u212a@example.org' }).expect(429)
  })

  test('in a whole hall behind one address counts alone: the others sign in', async ({ db }) => {
    const app = await appOn(db, { rateLimits: defaultRateLimits })
    for (let villager = 0; villager < 45; villager++) await signIn(app).expect(303)
    await signIn(app, { password: 'wrong' }).expect(422)
  })

  test('is counted by the network of an IPv6 address, which has as many addresses as somebody wants', async ({
    db,
  }) => {
    const config = readConfig({ NODE_ENV: 'test', DEMO: 'yes', LOG_LEVEL: 'silent', TRUST_PROXY: 'loopback' })
    const app = await appOn(db, { rateLimits: defaultRateLimits, config })
    const from = (address: string) => signIn(app, { password: 'wrong' }).set('X-Forwarded-For', address)
    for (let guess = 1; guess <= 8; guess++) await from(`2001:db8:0:1::${guess}`).expect(422)
    await from('2001:0db8::1:0:0:0:9').expect(429)
    await from('2001:db8:0:2::1').expect(422)
  })

  test('from many addresses at once waits longer each time, and the owner of the account is written to', async ({
    db,
  }) => {
    const config = readConfig({ NODE_ENV: 'test', DEMO: 'yes', LOG_LEVEL: 'silent', TRUST_PROXY: 'loopback' })
    const app = await appOn(db, { rateLimits: { ...defaultRateLimits, signInsOfAccount: 3 }, config })
    const took: number[] = []
    for (let guess = 1; guess <= 4; guess++) {
      const before = performance.now()
      await signIn(app, { password: 'wrong' }).set('X-Forwarded-For', `10.0.0.${guess}`).expect(422)
      took.push(performance.now() - before)
    }
    expect(took[3]).toBeGreaterThan(1000)
    const letters = await db('mailMessages').where({ recipient: ape, subject: 'Kāds mēģina uzminēt Jūsu konta paroli' })
    expect(letters).toHaveLength(1)
    await signIn(app).set('X-Forwarded-For', '10.0.0.9').expect(303)
  })

  test('reads the same words whether the account exists or not', async ({ db }) => {
    const app = await appOn(db, { config: readConfig({ NODE_ENV: 'test', DEMO: 'no', LOG_LEVEL: 'silent' }) })
    const said = async (email: string) =>
      (await signIn(app, { email, password: 'wrong' }).expect(422)).text.replaceAll(email, '')
    expect(await said('nobody@example.org')).toBe(await said(ape))
  })
})

describe('a new password', () => {
  test.for([
    'parish-demo-2019',
    'Parish-Demo-2019',
    'ape@example.org',
    'passwordpassword',
    'qwertyuiop12',
    '123456789012',
    'Salasona2020!',
    'aaaaaaaaaaaaab',
  ])('that others would try first is refused: %s', async (password, { db }) => {
    const user = await visitor(await appOn(db), db, ape)
    const answer = await user
      .post('/en/work/account/password')
      .type('form')
      .send({ current: demoPassword, password })
      .expect(422)
    expect(answer.text).toMatch(/among the first that are tried|your e-mail address, your name/)
  })
})
