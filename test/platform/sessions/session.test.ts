import { once } from 'node:events'
import { createServer, request as sending, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import request from 'supertest'
import { describe, expect } from 'vitest'
import { readConfig } from '#config.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { appOn, sessionOf, visitor } from '../../support/portal.ts'
import { testOfDemo as test } from '../../support/test.ts'

const ape = 'ape@example.org'
const https = (changes: Record<string, string> = {}) =>
  readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    ORIGIN: 'https://portal.example',
    TRUST_PROXY: 'loopback',
    ...changes,
  })

const cookieOf = (answer: request.Response): string =>
  [answer.headers['set-cookie'] ?? []].flat().find((cookie) => cookie.includes('session=')) ?? ''
const bare = (cookie: string) => cookie.split(';')[0] ?? ''

const signIn = (app: RequestListener, typed: Record<string, string> = {}, cookie = '') =>
  request(app)
    .post('/en/sign-in')
    .set({ 'Sec-Fetch-Site': 'same-origin', ...(cookie ? { Cookie: cookie } : {}) })
    .type('form')
    .send({ email: ape, password: demoPassword, ...typed })

const asWith = (app: RequestListener, cookie: string, path: string) => request(app).get(path).set('Cookie', cookie)

describe('a session', () => {
  test('is kept in a cookie that no script and no other site reads', async ({ db }) => {
    const app = await appOn(db, { config: https() })
    const answer = await signIn(app).set('X-Forwarded-Proto', 'https').expect(303)
    const cookie = cookieOf(answer)
    expect(cookie).toMatch(/^__Host-session=/)
    for (const rule of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(rule)
    expect(cookie).not.toContain('Domain')
  })

  test('is promised to nobody where the proxy does not say that they came over https', async ({ db }) => {
    const app = await appOn(db, { config: https() })
    const page = await request(app).get('/lv/sign-in').expect(500)
    expect(page.text).toContain('Pašlaik nav iespējams pieslēgties')
    expect((await signIn(app).expect(500)).headers).not.toHaveProperty('set-cookie')
  })

  test('gets a new name when somebody signs in, and the old one is nobody', async ({ db }) => {
    const app = await appOn(db)
    const before = bare(cookieOf(await signIn(app)))
    const after = bare(cookieOf(await signIn(app, { email: 'setomaa@example.org' }, before)))
    expect(after).not.toBe(before)
    await asWith(app, after, '/en/work').expect(200)
    await asWith(app, before, '/en/work').expect(302)
  })

  test('is over after signing out, even for who has kept the cookie', async ({ db }) => {
    const app = await appOn(db)
    const cookie = bare(cookieOf(await signIn(app)))
    await request(app).post('/en/sign-out').set({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }).expect(303)
    await asWith(app, cookie, '/en/work').expect(302)
  })

  test('is over everywhere once the password is changed', async ({ db }) => {
    const app = await appOn(db)
    const [here, elsewhere] = [await visitor(app, db, ape), await visitor(app, db, ape)]
    await here
      .post('/en/work/account/password')
      .type('form')
      .send({ current: demoPassword, password: 'four quite new words' })
      .expect(303)
    await here.get('/en/work').expect(302)
    await elsewhere.get('/en/work').expect(302)
  })

  test('is over for a form that was on its way while it was ended, and does not come back when that has been answered', async ({
    db,
  }) => {
    const app = await appOn(db)
    const cookie = bare(cookieOf(await signIn(app)))
    // Used before, and some time ago: the request itself notes in the session that it is used.
    await db('sessions').update({ seenAt: db.raw(`portal_now() - interval '1 hour'`) })
    const server = createServer(app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const { port } = server.address() as AddressInfo
      const slow = sending({
        ...{ port, method: 'POST', path: '/en/work/account/language' },
        headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'multipart/form-data; boundary=x' },
      })
      const answer = once(slow, 'response') as Promise<[IncomingMessage]>
      slow.write('--x\r\nContent-Disposition: form-data; name="locale"\r\n\r\n')
      await request(app).post('/en/sign-out').set({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }).expect(303)
      slow.end('et\r\n--x--\r\n')
      const [{ headers, statusCode }] = await answer
      expect([statusCode, headers.location ?? '']).not.toContain(303)
      expect(await db('people').where({ email: ape }).first('locale')).toEqual({ locale: 'lv' })
      await asWith(app, cookie, '/en/work').expect(302)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  test.for([
    ['unused for too long', { usedBefore: 241 * 60_000, signedInBefore: 241 * 60_000 }],
    ['older than the longest time', { usedBefore: 0, signedInBefore: 169 * 3_600_000 }],
  ] as const)('is over when it is %s', async ([, ages], { db }) => {
    const app = await appOn(db)
    const cookie = await sessionOf(db, ape)
    await asWith(app, cookie, '/en/work').expect(200)
    const [row] = await db('sessions').select('sid', 'sess')
    const sess = { ...(row as { sess: object }).sess, signedInAt: Date.now() - ages.signedInBefore }
    const expire = new Date(Date.now() + 240 * 60_000 - ages.usedBefore)
    await db('sessions').update({ sess: JSON.stringify(sess), expire })
    await asWith(app, cookie, '/en/work').expect(302)
  })
})
