import { once } from 'node:events'
import { createServer, request as sending, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import request from 'supertest'
import { describe, expect } from 'vitest'
import { readConfig } from '#config.ts'
import { onChange } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { defaultRateLimits } from '#platform/limits/rate-limits.ts'
import { createPageCache } from '#platform/pages/page-cache.ts'
import { fieldsOf } from './support/form-fields.ts'
import { appOn, sessionOf, visitor } from './support/portal.ts'
import { testOfDemo as test } from './support/test.ts'

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

const overHttps = readConfig({ NODE_ENV: 'test', ORIGIN: 'https://actlocal.example', DEMO: 'yes', LOG_LEVEL: 'silent' })

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

describe('a visitor', () => {
  test('is given no cookie, and their reading writes nothing', async ({ db }) => {
    const app = await appOn(db)
    const writes = async () => {
      const { rows } = await db.raw<{ rows: { written: number }[] }>(
        'select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::int as written from pg_stat_xact_user_tables',
      )
      return rows[0]?.written ?? 0
    }
    const before = await writes()
    for (const path of [
      '',
      '/parishes',
      '/parishes/gaujiena',
      '/parishes/gaujiena/plan',
      '/initiatives',
      '/about',
      '/sign-in',
      '/nowhere',
    ]) {
      const { headers } = await request(app).get(`/lv${path}`)
      expect([path, headers['set-cookie']]).toEqual([path, undefined])
    }
    expect(await writes()).toBe(before)
    await signIn(app)
    expect(await writes()).toBeGreaterThan(before)
  })

  test('reads a change at once, and does not load again what has not changed', async ({ db }) => {
    const cache = createPageCache()
    cache.setConnected(true)
    const stop = onChange(cache.invalidate)
    const app = await appOn(db, { cache })
    const page = () => request(app).get('/en/parishes/viresi')
    const first = await page().expect(200)
    const again = await page().expect(200)
    expect(again.text).toBe(first.text)
    await page().set('If-None-Match', String(again.headers['etag'])).expect(304)

    const staff = await visitor(app, db, ape)
    const form = '/en/work/parishes/viresi/edit'
    const fields = fieldsOf((await staff.get(form)).text)
    await staff
      .post(form)
      .type('form')
      .send({ ...fields, introEn: 'The bus stops here now' })
      .expect(303)
    const changed = await page().set('If-None-Match', String(again.headers['etag'])).expect(200)
    expect(changed.text).toContain('The bus stops here now')
    stop()
  })

  test('is never shown what somebody signed in was shown', async ({ db }) => {
    const cache = createPageCache()
    cache.setConnected(true)
    const app = await appOn(db, { cache })
    const staff = await visitor(app, db, ape)
    for (const path of ['/en/parishes/viresi', '/en/initiatives']) {
      const mine = await staff.get(path).expect(200)
      expect(mine.headers['cache-control']).toBe('no-store')
      expect(mine.headers).not.toHaveProperty('etag')
      const theirs = await request(app).get(path).expect(200)
      expect(theirs.text).not.toContain('Demo speciāliste')
      expect((await staff.get(path)).text).toContain('Demo speciāliste')
    }
  })
})

const initiative = (db: Db) =>
  db('initiatives').where({ slug: 'viresu-kopienas-busins' }).first<Record<string, unknown>>()

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
