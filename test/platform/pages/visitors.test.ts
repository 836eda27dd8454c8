import { type RequestListener } from 'node:http'
import request from 'supertest'
import { describe, expect } from 'vitest'
import { onChange } from '#platform/db/transact.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { createPageCache } from '#platform/pages/page-cache.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { appOn, visitor } from '../../support/portal.ts'
import { testOfDemo as test } from '../../support/test.ts'

const ape = 'ape@example.org'

const signIn = (app: RequestListener, typed: Record<string, string> = {}, cookie = '') =>
  request(app)
    .post('/en/sign-in')
    .set({ 'Sec-Fetch-Site': 'same-origin', ...(cookie ? { Cookie: cookie } : {}) })
    .type('form')
    .send({ email: ape, password: demoPassword, ...typed })

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
