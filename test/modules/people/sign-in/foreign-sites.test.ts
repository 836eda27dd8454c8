import { type RequestListener } from 'node:http'
import request from 'supertest'
import { describe, expect } from 'vitest'
import { readConfig } from '#config.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { appOn } from '../../../support/portal.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const ape = 'ape@example.org'

const signIn = (app: RequestListener, typed: Record<string, string> = {}, cookie = '') =>
  request(app)
    .post('/en/sign-in')
    .set({ 'Sec-Fetch-Site': 'same-origin', ...(cookie ? { Cookie: cookie } : {}) })
    .type('form')
    .send({ email: ape, password: demoPassword, ...typed })

const overHttps = readConfig({ NODE_ENV: 'test', ORIGIN: 'https://actlocal.example', DEMO: 'yes', LOG_LEVEL: 'silent' })

describe('a sign-in that another site’s page sent', () => {
  test.for([{ Origin: 'null' }, { Origin: 'http://actlocal.example' }])(
    'is refused over https: %o',
    async (headers, { db }) => {
      const app = await appOn(db, { config: overHttps })
      const sent = request(app)
        .post('/en/sign-in')
        .set({ Host: 'actlocal.example', ...headers })
        .type('form')
      await sent.send({ email: ape, password: 'wrong' }).expect(403)
    },
  )
})

describe('a form to sign in by, or to ask for a letter', () => {
  test.for(['/en/sign-in', '/en/sign-in/link', '/en/forgotten'])(
    'is taken from the portal’s own pages only: %s',
    async (path, { db }) => {
      const app = await appOn(db)
      const sent = (headers: Record<string, string>) =>
        request(app).post(path).set(headers).type('form').send({ email: ape, password: demoPassword })
      for (const headers of [{ Origin: 'null' }, {}, { 'Sec-Fetch-Site': 'cross-site' }] as Record<string, string>[])
        await sent(headers).expect(403)
      await sent({ 'Sec-Fetch-Site': 'same-origin' }).expect(303)
    },
  )
})

describe('where to go after signing in', () => {
  test.for([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/en//evil.example',
    '/%2f/evil.example',
    'javascript:alert(1)',
    '/en/work\r\nSet-Cookie: a=b',
    '/en@evil.example',
    '/enx',
    'en/work',
    '/en/../../evil',
    '\t//evil.example',
  ])('is never %j', async (next, { db }) => {
    const app = await appOn(db)
    const { headers } = await signIn(app, { next }).expect(303)
    const place = new URL(String(headers['location']), 'https://portal.example')
    expect(place.origin).toBe('https://portal.example')
    expect(String(headers['location'])).toMatch(/^\/en(\/|$)/)
    expect([headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split('=')[0])).toEqual(['device', 'session'])
  })
})
