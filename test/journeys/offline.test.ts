import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, vi } from 'vitest'
import type { Db } from '#db/db.ts'
import { test } from '../support/browser.ts'
import { write } from '../support/typing.ts'

vi.setConfig({ testTimeout: 60_000 })

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
const log = '/en/work/advice/new'
const waiting = (page: Page) => page.locator('.unsent__list > li')
const told = (db: Db, words: string) => db('adviceSessions').whereRaw(`summary ->> 'en' = ?`, [words])

/** Opens the form while there is a connection, until this browser keeps all that it needs for when there is none. */
async function openOnce(page: Page) {
  await page.goto(log)
  const isKept = () =>
    page.evaluate(async (path) => {
      const { caches, navigator } = globalThis as unknown as {
        caches: { match(path: string): Promise<unknown> }
        navigator: { serviceWorker: { controller: unknown } }
      }
      return navigator.serviceWorker.controller !== null && (await caches.match(path)) !== undefined
    }, log)
  await expect.poll(isKept, { timeout: 15_000 }).toBe(true)
}

const logSession = async (page: Page, summary: string, more?: () => Promise<void>) => {
  await write(page, { minutes: '30', channel: 'phone' })
  await page.selectOption('#place', { label: 'Community kitchen' })
  await write(page, { summary })
  await page.getByText('Private note').first().click()
  await write(page, { privateNote: `Private: ${summary}` })
  await more?.()
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Save', exact: true }).last().click()])
}

const left = (context: BrowserContext, page: Page) =>
  page.evaluate(async () => {
    const scope = globalThis as unknown as {
      caches: { keys(): Promise<string[]> }
      indexedDB: { databases(): Promise<{ name: string }[]> }
      localStorage: object
      navigator: { serviceWorker: { getRegistrations(): Promise<unknown[]> } }
    }
    return {
      caches: await scope.caches.keys(),
      databases: (await scope.indexedDB.databases()).map(({ name }) => name),
      storage: Object.keys(scope.localStorage),
      workers: (await scope.navigator.serviceWorker.getRegistrations()).length,
    }
  })

describe('a mentor without a signal', () => {
  test('logs three sessions, and each is recorded once when there is one', async ({ open, house }) => {
    const page = await open('mentor', phone)
    const context = page.context()
    await openOnce(page)
    await context.setOffline(true)

    const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#6a8' } })
      .jpeg()
      .toBuffer()
    await page.goto(log)
    await logSession(page, 'In the cellar')
    await waiting(page).nth(0).waitFor()
    await logSession(page, 'In the wood')
    await logSession(page, 'On the island', async () => {
      await page.getByText('Photo', { exact: true }).click()
      await page.setInputFiles('#photos', { name: 'island.jpg', mimeType: 'image/jpeg', buffer: photo })
      await page.fill('[id="photos.alt"]', 'The island')
    })
    await waiting(page).nth(2).waitFor()
    await page.reload()
    await waiting(page).nth(2).waitFor()
    expect(await page.locator('#unsent-title').innerText()).toBe('Not yet sent: 3')
    await page.goto('/en/work/advice')
    expect(await page.locator('h1').innerText()).toBe('No connection')
    await page.getByRole('link', { name: 'Log an advice session' }).click()
    await waiting(page).nth(2).waitFor()

    const other = await context.newPage()
    await other.goto(log)
    await waiting(other).nth(2).waitFor()
    await context.setOffline(false)
    await expect.poll(() => waiting(page).count(), { timeout: 15_000 }).toBe(0)
    await expect.poll(() => waiting(other).count()).toBe(0)
    for (const words of ['In the cellar', 'In the wood', 'On the island']) {
      const sessions = await told(house, words)
      expect(sessions, words).toHaveLength(1)
      expect(sessions[0].privateNote).toBe(`Private: ${words}`)
    }
    expect(await house('adviceFiles')).toHaveLength(1)
  })

  test('leaves nothing on the telephone after signing out', async ({ open }) => {
    const page = await open('mentor', phone)
    await openOnce(page)
    await page.context().setOffline(true)
    await logSession(page, 'Never sent')
    await waiting(page).first().waitFor()
    console.log(await left(page.context(), page))
  })
})
