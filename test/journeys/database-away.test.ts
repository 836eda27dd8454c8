import type { RequestListener } from 'node:http'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Db } from '#platform/db/connection.ts'
import { fieldsOf } from '../support/form-fields.ts'
import { appOn, visitor } from '../support/portal.ts'
import { proxyTo, type ProxiedLine } from '../support/proxy.ts'
import { cloneOf } from '../support/clone.ts'

let line: ProxiedLine
let db: Db
let app: RequestListener
let drop: () => Promise<void>

beforeAll(async () => {
  const clone = await cloneOf('demo')
  drop = clone.drop
  line = await proxyTo(clone.url)
  db = connect(line.url)
  app = await appOn(db)
})
afterAll(async () => {
  await db.destroy()
  await line.cut()
  await drop()
})

const page = '/lv/work/parishes/viresi/plan/initiatives/viresu-kopienas-busins'
const words = ['Āboli & õunad 🍏', '', '  trešā rinda ', 'x'.repeat(20_000)].join('\r\n')

describe('while the database is away', () => {
  test('a person is told so calmly, keeps what they typed, and saves it when the database is back', async () => {
    const staff = await visitor(app, db, 'ape@example.org')
    const fields = fieldsOf((await staff.get(page).expect(200)).text)
    const typed = { ...fields, description: words.slice(0, 9000) }

    await line.cut()
    const refused = await staff.post(page).type('form').send(typed).expect(503)
    expect(refused.headers['retry-after']).toBeDefined()
    expect(refused.text).toContain('<html lang="lv">')
    const kept = fieldsOf(refused.text)
    expect({ ...kept }).toEqual(typed)

    await line.mend()
    await staff.post(page).type('form').send(kept).expect(303)
    const saved = fieldsOf((await staff.get(`${page}?in=${String(fields['in'])}`)).text)
    expect(saved['description']).toBe(typed.description.trim().replaceAll('\r\n', '\n'))
  })

  test('every page says so in its own language, the portal lives on, and knows when it is ready', async () => {
    await line.cut()
    const pages = [
      ['/lv', 'lv'],
      ['/et/parishes', 'et'],
      ['/en/initiatives/gaujienas-kopienas-virtuve', 'en'],
      ['/et/sign-in', 'et'],
    ]
    await Promise.all(
      pages.map(async ([path, lang]) => {
        const { status, text } = await request(app).get(String(path))
        const told = [path, status, text.includes(`<html lang="${lang}">`)]
        expect(told).toEqual([path, path === '/et/sign-in' ? 200 : 503, true])
      }),
    )
    await request(app).get('/health/live').expect(200)
    await request(app).get('/health/ready').expect(503)

    await line.mend()
    await request(app).get('/health/ready').expect(200)
    for (let tries = 0; tries < 20; tries++) await request(app).get('/lv').expect(200)
  })

  test('or takes connections and never answers, nobody waits for it in vain, and all goes on when it is back', async () => {
    const staff = await visitor(app, db, 'ape@example.org')
    await staff.get(page).expect(200)
    line.hang()
    // A machine that has no time for this process gives its clock none either: what the portal waits is counted, not the machine.
    let tenths = 0
    const clock = setInterval(() => (tenths += 1), 100)
    const asked = Array.from({ length: 14 }, (_, at) =>
      at % 2 === 0 ? staff.get(page) : request(app).get(`/lv/mentors?q=${at}`),
    )
    for (const { status } of await Promise.all(asked)) expect(status).toBe(503)
    // Nobody waits longer than three seconds, and who comes later does not wait at all.
    expect(tenths).toBeLessThanOrEqual(33)
    tenths = 0
    await staff.get(page).expect(503)
    expect(tenths).toBeLessThanOrEqual(3)
    clearInterval(clock)
    await line.cut()
    await line.mend()
    await expect.poll(async () => (await staff.get(page)).status).toBe(200)
  })
})
