import request from 'supertest'
import { describe, expect } from 'vitest'
import { readConfig } from '#config.ts'
import type { Db } from '#platform/db/connection.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { appOn, sessionOf, visitor } from '../../support/portal.ts'
import { testOfDemo as test } from '../../support/test.ts'

const ape = 'ape@example.org'
const bus = '/en/work/parishes/viresi/plan/initiatives/viresu-kopienas-busins'
const https = (changes: Record<string, string> = {}) =>
  readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    ORIGIN: 'https://portal.example',
    TRUST_PROXY: 'loopback',
    ...changes,
  })

const overHttps = readConfig({ NODE_ENV: 'test', ORIGIN: 'https://actlocal.example', DEMO: 'yes', LOG_LEVEL: 'silent' })

const initiative = (db: Db) =>
  db('initiatives').where({ slug: 'viresu-kopienas-busins' }).first<Record<string, unknown>>()

/** The tags of a page without the values of their attributes, but for addresses. */
const tagsOf = (html: string): string[] =>
  [...html.matchAll(/<[a-z][^<>"]*(?:"[^"]*"[^<>"]*)*>/gi)].map(([tag]) =>
    tag.replace(/(\S+)="[^"]*"/g, (whole, name: string) => (name === 'href' ? whole : `${name}=""`)),
  )

const payloads = [
  '<script>window.x=1</script>',
  '"><img src=x onerror=window.x=1>',
  "' onmouseover='window.x=1",
  '</textarea><script>window.x=1</script>',
  '</title><svg onload=window.x=1>',
  '[press](javascript:window.x=1)',
  '![x](https://evil.example/x.png)',
  '<%= 7*7 %>{{7*7}}${7*7}',
]

describe('every answer', () => {
  test.for(['/en', '/en/nowhere', '/', '/en/work', '/health/live', '/en/work/parishes/%00/plan'])(
    'of %s tells browsers what is allowed on it',
    async (path, { db }) => {
      const { headers } = await request(await appOn(db)).get(path)
      const policy = String(headers['content-security-policy'])
      expect(policy).not.toMatch(/unsafe-|\*/)
      for (const rule of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
        expect(policy).toContain(rule)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers).not.toHaveProperty('x-powered-by')
      expect(headers).not.toHaveProperty('access-control-allow-origin')
    },
  )

  test('asks for https where the portal is reached by it, and only there', async ({ db }) => {
    const secure = await request(await appOn(db, { config: https() })).get('/en')
    expect(secure.headers['strict-transport-security']).toContain('max-age=31536000')
    const plain = await request(await appOn(db)).get('/en')
    expect(plain.headers).not.toHaveProperty('strict-transport-security')
  })
})

describe('a post that another site’s page sent', () => {
  test.for([
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    {},
  ])('is refused with what was typed: %o', async (headers, { db }) => {
    const app = await appOn(db)
    const answer = await request(app)
      .post(bus)
      .set({ Cookie: await sessionOf(db, ape), ...headers })
      .type('form')
      .send({ description: 'Two lines\r\nof <text>' })
      .expect(403)
    expect(fieldsOf(answer.text)).toMatchObject({ description: 'Two lines\r\nof <text>' })
  })
})

describe('what the next page says was done', () => {
  test('is in a cookie that only the portal can set, over https', async ({ db }) => {
    const app = await appOn(db, { config: overHttps })
    const { headers } = await request(app).post('/en/sign-out').set('Sec-Fetch-Site', 'same-origin').expect(303)
    const [notice = ''] = headers['set-cookie'] as unknown as string[]
    expect(notice).toMatch(/^__Host-notice=signed_out; .*Secure/)
    const page = await request(app)
      .get('/en')
      .set('Cookie', notice.split(';')[0] ?? '')
    expect(page.text).toContain('You have signed out.')
  })
})

describe('what a form does not ask for', () => {
  test('is not taken from it', async ({ db }) => {
    const staff = await visitor(await appOn(db), db, ape)
    const before = await initiative(db)
    const fields = { ...fieldsOf((await staff.get(bus)).text), responsible: 'The driver' }
    const extra = {
      id: '0',
      slug: 'mine',
      state: 'operating',
      parishId: '0',
      territoryId: '0',
      proposedBy: '0',
      createdAt: '2001-01-01',
      role: 'lead',
    }
    await staff
      .post(bus)
      .type('form')
      .send({ ...fields, ...extra })
      .expect(303)
    const after = await initiative(db)
    expect(after['responsible']).toBe('The driver')
    for (const field of ['id', 'slug', 'state', 'parishId', 'proposedBy', 'createdAt'])
      expect([field, after[field]]).toEqual([field, before[field]])
  })
})

describe('text with markup in it', () => {
  test.for(payloads)('is shown as text: %s', async (payload, { db }) => {
    const app = await appOn(db)
    const member = await visitor(app, db, 'gaujiena@example.org')
    const key = '00000000-0000-4000-8000-000000000001'
    const typed = {
      key,
      in: 'en',
      parish: 'gaujiena',
      title: `T ${payload}`,
      what: `W ${payload}`,
      forWhom: `F ${payload}`,
    }
    const { headers } = await member.post('/en/initiatives/new').type('form').send(typed).expect(303)
    const staff = await visitor(app, db, ape)
    const pages = [
      await member.get(String(headers['location'])),
      await member.get(`${String(headers['location'])}/edit`),
      await staff.get('/en/work'),
      await staff.get('/en/initiatives'),
      await (await visitor(app, db, 'lead@example.org')).get('/en/work/admin/audit'),
    ]
    for (const { status, text } of pages) {
      expect(status).toBe(200)
      expect(tagsOf(text).filter((tag) => /\son\w+=|^<img|^<script>|^<svg on|="javascript:/i.test(tag))).toEqual([])
      expect(text).not.toContain('T 49')
    }
  })
})

describe('what fails before the language of a page is known', () => {
  test('has a page of its own, whatever letters were sent', async ({ db }) => {
    const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', METRICS_TOKEN: 'a-token-of-sixteen' })
    const app = await appOn(db, { config })
    const answer = await request(app).get('/metrics').set('Authorization', 'Bearer é-token-of-sixtee')
    expect(answer.status).toBe(404)
    const health = { isReady: () => Promise.resolve(true), isClosing: () => false }
    const broken = await appOn(db, {
      health: {
        ...health,
        isClosing: () => {
          throw new Error('secret words of a fault')
        },
      },
    })
    const page = await request(broken).get('/health/ready').expect(500)
    expect(page.text).toContain('<h1>')
    expect(page.text).not.toContain('secret words')
  })
})
