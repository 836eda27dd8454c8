import type { RequestListener } from 'node:http'
import request from 'supertest'
import { describe, expect } from 'vitest'
import { readConfig } from '#config.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import type { Db } from '#platform/db/connection.ts'
import { defaultRateLimits } from '#platform/limits/rate-limits.ts'
import { lettersTo } from '../../../support/account-letters.ts'
import { appOn } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'

const email = 'varska@example.org'
const config = readConfig({ NODE_ENV: 'test', DEMO: 'yes', LOG_LEVEL: 'silent', TRUST_PROXY: 'loopback' })
const limited = (db: Db, changes = {}) => appOn(db, { rateLimits: { ...defaultRateLimits, ...changes }, config })

interface Tried {
  from: string
  who?: string
  password?: string
  device?: string
}

const signIn = (app: RequestListener, { from, who = email, password = demoPassword, device = '' }: Tried) =>
  request(app)
    .post('/en/sign-in')
    .set({ 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-For': from, Cookie: device })
    .type('form')
    .send({ email: who, password })

const deviceIn = (answer: request.Response) =>
  /^device=[^;]+/.exec(
    [answer.headers['set-cookie'] ?? []].flat().find((each) => each.startsWith('device=')) ?? '',
  )?.[0] ?? ''

const counted = async (answers: Promise<request.Response>[]) => {
  const statuses = (await Promise.all(answers)).map(({ status }) => status)
  return Object.fromEntries(
    [303, 422, 429].map((status) => [status, statuses.filter((each) => each === status).length]),
  )
}

describe('a village hall behind one address', () => {
  test('signs in eighty times within a quarter of an hour, all at once even', async ({ db }) => {
    const app = await limited(db, { posts: 1000 })
    const people = ['varska', 'gaujiena', 'mentor', 'ape'].map((name) => `${name}@example.org`)
    const all = Array.from({ length: 80 }, (_, at) => signIn(app, { from: '10.0.0.1', who: people[at % 4] ?? '' }))
    expect(await counted(all.map((each) => each.then((answer) => answer)))).toEqual({ 303: 80, 422: 0, 429: 0 })
  })
})

describe('somebody who guesses', () => {
  test('sixty times from one network is refused after forty, and nobody elsewhere is', async ({ db }) => {
    const app = await limited(db)
    const statuses: number[] = []
    for (let at = 0; at < 60; at += 1) {
      const tried = { from: `2001:db8:0:1::${at + 1}`, who: `guessed-${at % 12}@act.example`, password: 'wrong' }
      statuses.push((await signIn(app, tried)).status)
    }
    expect(statuses.indexOf(429)).toBe(40)
    expect(new Set(statuses.slice(40))).toEqual(new Set([429]))
    await signIn(app, { from: '2001:db8:0:2::1' }).expect(303)
  })

  test('sixty times from sixty addresses is slowed, while its owner signs in at once and is told once', async ({
    db,
  }) => {
    const app = await limited(db)
    const device = deviceIn(await signIn(app, { from: '10.1.0.1' }).expect(303))
    const guesses = Array.from({ length: 60 }, (_, at) => signIn(app, { from: `10.2.0.${at}`, password: 'wrong' }))
    const began = performance.now()
    expect(await counted(guesses.map((each) => each.then((answer) => answer)))).toEqual({ 303: 0, 422: 60, 429: 0 })
    expect(performance.now() - began).toBeGreaterThan(4000)

    const before = performance.now()
    await signIn(app, { from: '10.3.0.1', device }).expect(303)
    expect(performance.now() - before).toBeLessThan(900)
    expect(await lettersTo(db, email, 'many tries')).toBe(1)
  }, 30_000)

  test('shuts out nobody behind the same address who signs in with a browser of their own', async ({ db }) => {
    const app = await limited(db, { signInsOfAddress: 5, signIns: 5 })
    const from = '10.4.0.1'
    const device = deviceIn(await signIn(app, { from: '10.1.0.1' }).expect(303))
    for (let at = 0; at < 5; at += 1)
      await signIn(app, { from, who: `guessed-${at}@act.example`, password: 'wrong' }).expect(422)
    await signIn(app, { from }).expect(429)
    const guessed = { from: '10.4.0.2', password: 'wrong' }
    for (let time = 0; time < 5; time += 1) await signIn(app, guessed).expect(422)
    await signIn(app, guessed).expect(429)
    await signIn(app, { from: guessed.from, device }).expect(303)
    await signIn(app, { from, who: 'ape@example.org', device }).expect(429)
    await signIn(app, { from, device }).expect(303)
    // Nor does it give back what others used up, or let anybody guess on.
    await signIn(app, { from }).expect(429)
    for (let time = 0; time < 5; time += 1) await signIn(app, { from, device, password: 'wrong' }).expect(422)
    await signIn(app, { from, device }).expect(429)
  })

  test('is counted by the account, whatever its address was before', async ({ db }) => {
    const app = await limited(db, { signIns: 2 })
    for (const password of ['wrong', 'wronger']) await signIn(app, { from: '10.0.0.1', password }).expect(422)
    await db('people').where({ email }).update({ email: 'other@act.example' })
    await signIn(app, { from: '10.0.0.1', who: 'other@act.example' }).expect(429)
  })
})
