import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { RequestListener } from 'node:http'
import request from 'supertest'
import { describe, expect } from 'vitest'
import { connect, type Db } from '#platform/db/connection.ts'
import { notifyOfChanges } from '#change-notifications.ts'
import { createPageCache, type PageCache } from '#platform/pages/page-cache.ts'
import { appOn } from '../support/portal.ts'
import { proxyTo, type ProxiedLine } from '../support/proxy.ts'
import { cloneOf } from '../support/clone.ts'
import { testOfDemo } from '../support/test.ts'

interface Kept {
  app: RequestListener
  cache: PageCache
  hits: () => number
}

/** A portal that keeps pages, and counts how often it gave out a kept one. */
async function keepingOn(db: Db, megabytes = 64): Promise<Kept> {
  let hits = 0
  const cache = createPageCache({ megabytes, onHit: () => (hits += 1) })
  cache.setConnected(true)
  return { app: await appOn(db, { cache }), cache, hits: () => hits }
}

const textAt = async (app: RequestListener, path: string) => (await request(app).get(path).expect(200)).text
const test = testOfDemo

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
/** Bytes outside of the heap that something still holds. */
// What the tests before have left is given back little by little.
async function heldInBuffers(): Promise<number> {
  for (let last = Infinity; ;) {
    collectGarbage()
    await turn()
    const held = process.memoryUsage().arrayBuffers
    if (held >= last) return held
    last = held
  }
}

describe('a page that visitors ask for', () => {
  test('is kept once, whatever else its address names', async ({ committedDb }) => {
    const { app, cache, hits } = await keepingOn(committedDb)
    const first = await textAt(app, '/en/initiatives?utm=0')
    const { bytes } = cache.size()
    for (let at = 1; at <= 2000; at++) expect(await textAt(app, `/en/initiatives?utm=${at}&x${at}`)).toBe(first)
    expect(cache.size()).toEqual({ pages: 1, bytes })
    expect(hits()).toBe(2000)
    expect(first).not.toContain('utm')
  }, 120_000)

  test('is another where it hangs on what the address names', async ({ committedDb }) => {
    const { app, cache } = await keepingOn(committedDb)
    const all = await textAt(app, '/en/initiatives')
    const some = await textAt(app, '/en/initiatives?state=operating&utm=1')
    expect(some).not.toBe(all)
    expect(some).toContain('href="/lv/initiatives?state=operating"')
    expect(await textAt(app, '/en/initiatives?utm=2&state=operating')).toBe(some)
    expect(await textAt(app, '/en/initiatives?state=operating&state=operating')).not.toBe(some)
    const list = await textAt(app, '/en/training')
    // The month is read only where one is shown.
    expect(await textAt(app, '/en/training?month=2020-05')).toBe(list)
    const may = await textAt(app, '/en/training?view=month&month=2020-05')
    expect(may).not.toBe(await textAt(app, '/en/training?view=month&month=2020-04'))
    expect(await textAt(app, '/en/training?view=month&month=2020-05')).toBe(may)
    expect(cache.size().pages).toBeLessThan(10)
  })

  test('takes the memory that is counted for it, and is dropped by no values made up for another', async ({
    committedDb,
  }) => {
    const { app, cache, hits } = await keepingOn(committedDb, 8)
    await textAt(app, '/en/parishes/viresi')
    for (let at = 1; at <= 200; at++) await textAt(app, `/en/initiatives?category=x${at}`)
    await textAt(app, '/en/parishes/viresi')
    await textAt(app, '/en/initiatives?category=x200')
    expect(hits()).toBe(2)
    const { pages, bytes } = cache.size()
    expect(pages).toBeGreaterThan(20)
    expect(bytes).toBeLessThan(8 * 1024 * 1024 * 0.25)
    // What is given back with them is what they took, whatever else the process holds.
    const before = await heldInBuffers()
    cache.invalidate()
    expect(before - (await heldInBuffers())).toBeLessThan(bytes * 1.5)
  })

  test('is kept in so much memory and no more, and those asked for last stay', async ({ committedDb }) => {
    const { app, cache, hits } = await keepingOn(committedDb, 1)
    const parishes: { slug: string }[] = await committedDb('parishes').select('slug')
    const paths = parishes.flatMap(({ slug }) => ['lv', 'et', 'en'].map((locale) => `/${locale}/parishes/${slug}`))
    for (const path of paths) {
      await textAt(app, path)
      expect(cache.size().bytes).toBeLessThanOrEqual(1024 * 1024)
    }
    expect(cache.size().pages).toBeGreaterThan(3)
    expect(cache.size().pages).toBeLessThan(paths.length)
    await textAt(app, String(paths.at(-1)))
    expect(hits()).toBe(1)
    await textAt(app, String(paths[0]))
    expect(hits()).toBe(1)
  })
})

interface Cut extends Kept {
  line: ProxiedLine
  db: Db
}

const onALine = testOfDemo.extend<{ cut: Cut }>({
  cut: async ({}, use) => {
    const clone = await cloneOf('demo')
    const line = await proxyTo(clone.url)
    const db = connect(line.url)
    const keeping = await keepingOn(db)
    const stopHearing = notifyOfChanges(line.url, [keeping.cache])
    await use({ ...keeping, line, db })
    await stopHearing()
    await db.destroy()
    await line.cut()
    await clone.drop()
  },
})

const isKept = async ({ app, hits }: Kept, path: string) => {
  const before = hits()
  await textAt(app, path)
  return hits() > before
}

describe('while the database is away', () => {
  onALine('a page that somebody saw before is shown, with its time', async ({ cut }) => {
    await expect.poll(() => isKept(cut, '/et/parishes/viresi')).toBe(true)
    const before = await textAt(cut.app, '/et/parishes/viresi')
    await cut.line.cut()
    const isMarked = async () =>
      (await textAt(cut.app, '/et/parishes/viresi?utm=1')).includes('Portaal ei saa praegu oma andmeid kätte')
    await expect.poll(isMarked).toBe(true)
    const { text, headers } = await request(cut.app).get('/et/parishes/viresi').expect(200)
    expect(text.replace(/\n<p class="callout" role="status">[^]*?<\/p>\n/, '')).toBe(before)
    expect(headers).toMatchObject({ 'cache-control': 'no-store', age: expect.stringMatching(/^\d+$/) as string })
    expect(Date.parse(String(headers['last-modified']))).toBeLessThanOrEqual(Date.now())
    expect(headers).not.toHaveProperty('etag')

    await cut.line.mend()
    await expect.poll(async () => (await textAt(cut.app, '/et/parishes/viresi')) === before).toBe(true)
  })

  onALine('a page that nobody saw is tried again until the database is back', async ({ cut }) => {
    await cut.line.cut()
    const { pool } = cut.db.client as { pool: { on(event: string, listener: () => void): void } }
    const refused = new Promise<void>((resolve) => pool.on('createFail', resolve))
    const answer = request(cut.app).get('/lv/parishes').expect(200)
    const answered = answer.then(({ text }) => text)
    await refused
    await cut.line.mend()
    expect(await answered).toContain('<html lang="lv">')
  })

  onALine('a page that somebody has changed since is not shown as it was', async ({ cut }) => {
    await expect.poll(() => isKept(cut, '/en/parishes/viresi')).toBe(true)
    cut.cache.invalidate()
    await cut.line.cut()
    await request(cut.app).get('/en/parishes/viresi').expect(503)
  })
})
