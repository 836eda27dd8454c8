import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { signIn, test } from '../support/browser.ts'
import { findAccessibilityFaults } from '../support/accessibility.ts'
import { write } from '../support/form-filling.ts'
import { missing } from '../support/older-browsers.ts'
import { rowsOf } from '../support/rows.ts'

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
const log = '/en/work/advice/new'
const waiting = (page: Page) => page.locator('.outbox__list > li')
const waits = (page: Page, how: number) =>
  page.locator('#unsent-title', { hasText: `Not yet received by the portal: ${how}` }).waitFor()
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
  await expect.poll(isKept).toBe(true)
}

const saveButton = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).last()

const logSession = async (page: Page, summary: string, more?: () => Promise<void>) => {
  await write(page, { minutes: '30', channel: 'phone' })
  await page.selectOption('#place', { label: 'Gaujiena Parish: Community kitchen' })
  await write(page, { summary })
  await page.getByText('Internal note').first().click()
  await write(page, { privateNote: `Private: ${summary}` })
  await more?.()
  await Promise.all([page.waitForEvent('load'), saveButton(page).click()])
}

/** What a person who takes this telephone would find in its browser. */
const left = (page: Page) =>
  page.evaluate(async () => {
    const { caches, indexedDB, localStorage, navigator } = globalThis as unknown as {
      caches: { keys(): Promise<string[]> }
      indexedDB: { databases(): Promise<{ name: string }[]> }
      localStorage: object
      navigator: { serviceWorker: { getRegistrations(): Promise<unknown[]> } }
    }
    return {
      caches: await caches.keys(),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      storage: Object.keys(localStorage),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }
  })

/** How many forms wait in this browser, whoever they are of, and which pages it keeps. */
const keptHere = (page: Page) =>
  page.evaluate(`(async () => {
    const { listUnsent } = await import(document.body.dataset.queue)
    const urls = (await (await caches.open('kept')).keys()).map(({ url }) => new URL(url).pathname)
    return { waiting: (await listUnsent()).length, forms: urls.filter((path) => path.endsWith('/advice/new')) }
  })()`)

describe('a mentor without a signal', () => {
  test('logs three sessions in an older browser, and each is recorded once when there is one', async ({
    open,
    committedDb,
  }) => {
    const page = await open('mentor', phone)
    const context = page.context()
    // A telephone that has a network and no way out of it says that it is online.
    await context.addInitScript('Object.defineProperty(Navigator.prototype, "onLine", { get: () => true })')
    await context.addInitScript(missing['Chrome 90'].join('\n'))
    await openOnce(page)
    await context.setOffline(true)

    const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#6a8' } })
      .jpeg()
      .toBuffer()
    await page.goto(log)
    await logSession(page, 'In the cellar')
    await waits(page, 1)
    await logSession(page, 'In the wood')
    await logSession(page, 'On the island', async () => {
      await page.getByText('Photo', { exact: true }).click()
      await page.setInputFiles('#photos', { name: 'island.jpg', mimeType: 'image/jpeg', buffer: photo })
      await page.fill('[id="photos.alt"]', 'The island')
    })
    await waits(page, 3)
    await page.reload()
    await waits(page, 3)
    await page.getByText('Show what has not been received').click()
    expect((await waiting(page).allTextContents()).join()).toMatch(/cellar.*wood.*island/s)
    expect(await waiting(page).filter({ hasText: 'It is sent as soon as there is a connection' }).count()).toBe(3)
    await waiting(page).nth(1).getByRole('link', { name: 'Open in the form' }).click()
    await expect.poll(() => page.inputValue('#summary')).toBe('In the wood')
    await write(page, { summary: 'In the forest' })
    await Promise.all([page.waitForEvent('load'), saveButton(page).click()])
    await waits(page, 3)
    await page.getByText('Show what has not been received').click()
    expect(await findAccessibilityFaults(page, 'en')).toEqual([])
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('alert').filter({ hasText: 'Signing out needs a connection' }).waitFor()
    await page.goto('/en/work/advice')
    expect(await page.locator('h1').innerText()).toBe('No connection')
    await page.getByRole('link', { name: 'Log an advice session' }).click()
    await waits(page, 3)

    const other = await context.newPage()
    await other.goto(log)
    await waits(other, 3)
    await context.setOffline(false)
    await expect.poll(() => waiting(page).count()).toBe(0)
    await expect.poll(() => waiting(other).count()).toBe(0)
    for (const words of ['In the cellar', 'In the forest', 'On the island']) {
      const sessions = await rowsOf(told(committedDb, words), { privateNote: z.string() })
      expect(sessions, words).toHaveLength(1)
      expect(sessions[0]?.privateNote).toBe(`Private: ${words.replace('forest', 'wood')}`)
    }
    expect(await committedDb('adviceFiles')).toHaveLength(1)
  })

  test('whose answer is lost on its way is recorded once all the same', async ({ open, committedDb }) => {
    const page = await open('mentor', phone)
    await openOnce(page)
    let lost = 0
    await page.route('**/work/advice/new', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.fallback()
      lost += 1
      await route.fetch()
      await route.abort()
    })
    await logSession(page, 'Heard and not answered')
    await expect.poll(() => keptHere(page)).toMatchObject({ waiting: 0 })
    expect(lost).toBe(1)
    expect(await told(committedDb, 'Heard and not answered')).toHaveLength(1)
  })

  test('is told why one was not taken, mends it, and it is recorded', async ({ open, committedDb }) => {
    const page = await open('mentor', phone)
    await openOnce(page)
    await page.context().setOffline(true)
    await logSession(page, '')
    await waits(page, 1)
    await page.context().setOffline(false)
    await waiting(page).filter({ hasText: 'Summary for the community: Fill in this field' }).waitFor()

    await page.getByRole('link', { name: 'Open in the form' }).click()
    await page.locator('main .note[role=alert]').waitFor()
    expect(await page.inputValue('#privateNote')).toBe('Private: ')
    expect(await page.isChecked('#minutes-30')).toBe(true)
    await write(page, { summary: 'Mended at home' })
    await Promise.all([page.waitForEvent('load'), saveButton(page).click()])
    expect(await page.locator('main').textContent()).toContain('Mended at home')
    expect(await told(committedDb, 'Mended at home')).toHaveLength(1)
    await expect.poll(() => waiting(page).count()).toBe(0)
  })

  test('is told what signing out would lose, and then leaves nothing on the telephone', async ({ open }) => {
    const page = await open('mentor', phone)
    await openOnce(page)
    await page.context().setOffline(true)
    await logSession(page, '')
    await waits(page, 1)
    await page.context().setOffline(false)
    await waiting(page).filter({ hasText: 'Fill in this field' }).waitFor()

    const signOut = page.getByRole('button', { name: 'Sign out' })
    await signOut.click()
    await page.getByRole('alert').filter({ hasText: 'Signing out deletes it here' }).waitFor()
    await Promise.all([page.waitForEvent('load'), signOut.click()])
    await expect.poll(() => left(page)).toEqual({ caches: [], databases: [], storage: [], workers: 0 })
  })

  test('leaves nothing for another person who signs in on the same telephone', async ({ open, committedDb }) => {
    const page = await open('mentor', phone)
    await openOnce(page)
    await page.context().setOffline(true)
    await logSession(page, 'For nobody else')
    await waits(page, 1)
    // Their session ends, as it does by itself after a while.
    await committedDb('sessions').delete()
    await page.context().setOffline(false)
    await waiting(page).filter({ hasText: 'You are signed out' }).waitFor()

    await page.goto('/en/sign-in')
    await signIn(page, 'ape')
    await expect.poll(() => keptHere(page)).toEqual({ waiting: 0, forms: [] })
    expect(await told(committedDb, 'For nobody else')).toEqual([])
  })

  test('signs in again, and what waited for that is sent', async ({ open, committedDb }) => {
    const page = await open('mentor', phone)
    await openOnce(page)
    await page.context().setOffline(true)
    await logSession(page, 'After signing in')
    await waits(page, 1)
    await committedDb('sessions').delete()
    await page.context().setOffline(false)
    await waiting(page).filter({ hasText: 'You are signed out' }).waitFor()
    await page.getByRole('link', { name: 'Sign in' }).last().click()
    await signIn(page, 'mentor')
    await expect.poll(async () => (await told(committedDb, 'After signing in')).length).toBe(1)
  })
})
