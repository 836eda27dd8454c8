import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { openSecondUser } from '../support/second-user.ts'
import { test as base, type Stage } from '../support/browser.ts'
import { addRow, follow, press, write } from '../support/form-filling.ts'

const test = base.extend<Pick<Stage, 'open'>>({
  open: async ({ open }, use) => {
    await use(async (member, how) => {
      const page = await open(member, how)
      await page.clock.install()
      return page
    })
  },
})

const plan = '/en/work/parishes/viresi/plan'
const bus = `${plan}/initiatives/viresu-kopienas-busins?in=en`
const state = (page: Page) => page.locator('.keeping')
// What the form says of itself at most five seconds later by the clock of the page, which need not be waited for.
const says = async (page: Page, words: string) => {
  await page.clock.runFor(5000)
  await state(page).filter({ hasText: words }).waitFor()
}
const kept = (page: Page) => says(page, 'Draft kept')
const stopClock = async (page: Page) => page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000)
// The scripts of a page come after it.
const cutLine = async (page: Page) => {
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
}
const offers = (page: Page) => page.locator('[data-offers] .draft, .callout.draft')
const inBrowser = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((name) => /^draft:/.test(name)))

describe('whose browser closes while they write', () => {
  test('are offered what they typed at most five seconds before, and it is forgotten once saved', async ({
    open,
    committedDb,
  }) => {
    const first = await open('ape')
    await first.goto(bus)
    await stopClock(first)
    await write(first, { risks: 'Snow on the road — āčē õäö 🚌' })
    await kept(first)
    const storage = await first.context().storageState()
    await first.context().close()

    const again = await open(null, { storageState: storage })
    await again.goto(bus)
    expect(await again.inputValue('#risks')).not.toContain('Snow')
    await follow(again, 'Restore the draft')
    expect(await again.inputValue('#risks')).toBe('Snow on the road — āčē õäö 🚌')
    expect(await again.locator('.draft [role=status]').innerText()).toContain('not saved yet')
    await press(again, 'Save')
    await again.goto(bus)
    expect(await again.inputValue('#risks')).toBe('Snow on the road — āčē õäö 🚌')
    expect(await offers(again).count()).toBe(0)
    expect((await committedDb('autosaves').whereNot({ subject: 'done' })).length).toBe(0)
  })

  test('merge it with what a colleague saved meanwhile', async ({ open, committedDb }) => {
    await openSecondUser(committedDb)
    const [ape, liga] = [await open('ape'), await open('liga')]
    await ape.goto(bus)
    await write(ape, { place: 'The old school' })
    await kept(ape)
    await liga.goto(bus)
    await write(liga, { summary: 'A bus for everybody' })
    await press(liga, 'Save')
    await ape.goto(bus)
    await follow(ape, 'Restore the draft')
    expect(await ape.inputValue('#summary')).not.toBe('A bus for everybody')
    await press(ape, 'Save')
    expect(await ape.getByRole('status').first().innerText()).toContain('Līga')
    expect(await ape.inputValue('#summary')).toBe('A bus for everybody')
    expect(await ape.inputValue('#place')).toBe('The old school')
  })

  test('discard it, and it is gone', async ({ open, committedDb }) => {
    const page = await open('ape')
    await page.goto(`${plan}/jobs`)
    await addRow(page, 'Add a job')
    await write(page, { who: 'A driver' })
    await kept(page)
    await page.goto(`${plan}/jobs`)
    await press(page, 'Delete the draft')
    expect(await offers(page).count()).toBe(0)
    expect(await committedDb('autosaves').whereNot({ subject: 'done' })).toEqual([])
  })
})

describe('who writes the same form in two tabs', () => {
  test('finds both drafts, and neither has overwritten the other', async ({ open }) => {
    const one = await open('ape')
    const two = await one.context().newPage()
    for (const [page, words] of [
      [one, 'First tab'],
      [two, 'Second tab'],
    ] as const) {
      await page.goto(`${plan}/target-groups`)
      await page.locator('#section textarea').first().fill(words)
      await kept(page)
    }
    await one.goto(`${plan}/target-groups`)
    expect(await offers(one).count()).toBe(2)
    expect(await offers(one).first().innerText()).toContain('“Second tab”')
    const found = []
    for (const at of [0, 1]) {
      await one.goto(`${plan}/target-groups`)
      if (at > 0) await one.getByText('Older drafts').click()
      await Promise.all([one.waitForEvent('load'), offers(one).nth(at).getByRole('link').click()])
      found.push(await one.locator('#section textarea').first().inputValue())
    }
    expect(found.sort()).toEqual(['First tab', 'Second tab'])
  })
})

describe('whose line is cut while they write', () => {
  test('read that it is kept in the browser, and find it after the browser was closed', async ({ open }) => {
    const page = await open('ape')
    await page.goto(bus)
    await cutLine(page)
    await page.locator('#responsible').fill('The mayor')
    await says(page, 'Not yet sent: kept in this browser')
    expect(await inBrowser(page)).toHaveLength(1)
    // Saving now would end on a page of the browser's own.
    await page.getByRole('main').getByRole('button', { name: 'Save', exact: true }).last().click()
    expect(await page.inputValue('#responsible')).toBe('The mayor')
    const storage = await page.context().storageState()
    await page.context().close()

    const again = await open(null, { storageState: storage })
    // Whatever page comes first sends it.
    await expect.poll(() => inBrowser(again)).toEqual([])
    await again.goto(bus)
    await follow(again, 'Restore the draft')
    expect(await again.inputValue('#responsible')).toBe('The mayor')
  })

  test('have it sent by itself when the line is back', async ({ open }) => {
    const page = await open('ape')
    await page.goto(bus)
    await cutLine(page)
    await write(page, { responsible: 'The parish' })
    await says(page, 'Not yet sent')
    await page.context().setOffline(false)
    await kept(page)
    expect(await inBrowser(page)).toEqual([])
  })

  test('are offered it on the page itself, where that is the first they open again', async ({
    open,
    browser,
    portal,
    committedDb,
  }) => {
    // The drafts of those before would be offered on the same page.
    await committedDb('autosaves').delete()
    const page = await open('ape')
    await page.goto(bus)
    await cutLine(page)
    await write(page, { sustainability: 'The parish pays' })
    await says(page, 'Not yet sent')
    const storage = await page.context().storageState()
    await page.context().close()

    const again = await browser.newContext({ baseURL: portal.origin, storageState: storage })
    const reopened = await again.newPage()
    await reopened.goto(bus)
    await reopened.getByText('has arrived as a draft').waitFor()
    await follow(reopened, 'Restore the draft')
    expect(await reopened.inputValue('#sustainability')).toBe('The parish pays')
    await again.close()
  })

  test('are warned before signing out deletes it', async ({ open }) => {
    const page = await open('ape')
    await page.goto(bus)
    await cutLine(page)
    await write(page, { responsible: 'The parish' })
    await says(page, 'Not yet sent')
    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(await page.locator('main [role=alert]').innerText()).toContain('Signing out deletes it here')
    await page.context().setOffline(false)
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Sign out' }).click()])
    // The browser empties its storage beside the page that said so.
    await expect.poll(() => inBrowser(page)).toEqual([])
  })
})

describe('two people who have one section open', () => {
  test('see each other come and go', async ({ open, committedDb }) => {
    if (!(await committedDb('people').where({ name: 'Līga' }).first())) await openSecondUser(committedDb)
    await committedDb('formPresences').delete()
    const [liga, ape] = [await open('liga'), await open('ape')]
    await liga.goto(`${plan}/investments`)
    await expect.poll(async () => (await committedDb('formPresences')).length).toBe(1)
    await ape.goto(`${plan}/investments`)
    await ape.locator('.presence').filter({ hasText: 'Līga: has been here since' }).waitFor()
    await liga.reload()
    await liga.locator('.presence').filter({ hasText: 'has been here since' }).waitFor()
    await liga.goto('/en')
    await expect.poll(async () => (await committedDb('formPresences')).length).toBe(1)
    await ape.reload()
    expect(await ape.locator('.presence').innerText()).toBe('')
  })
})
