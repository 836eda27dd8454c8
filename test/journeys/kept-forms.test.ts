import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { test } from '../support/browser.ts'
import { pdf } from '../support/files.ts'
import { press, write } from '../support/form-filling.ts'

const words = 'Kas cep maizi? Õhtul — “в восемь” 🌾'
const line = (page: Page) => page.locator('form .keeping').first()

const firstField = (page: Page) =>
  page.locator('main form.form').first().locator('textarea, input[type=text]').and(page.locator(':visible')).first()

const signOut = async (page: Page) =>
  Promise.all([page.waitForURL(/\/en$/), page.getByRole('button', { name: 'Sign out' }).click()])

/** Forms whose pages offer no drafts of their own. */
const forms = [
  '/en/work/parishes/viresi/needs/new',
  '/en/work/parishes/viresi/resources/new',
  '/en/work/parishes/viresi/swot/baseline',
  '/en/work/parishes/viresi/plan/comments/jobs',
  '/en/work/equipment/new',
]

describe('whoever writes in a form', () => {
  test.for(forms)(
    'of %s keeps it while the line is cut, and finds it after the browser has closed',
    async (address, { open }) => {
      const page = await open('ape')
      await page.goto(address)
      await firstField(page).fill(words)
      await page.context().setOffline(true)
      await page.locator('main form.form').first().locator('button:not([aria-hidden])').first().click()
      await expect.poll(() => line(page).innerText()).toContain('the portal does not answer')
      expect(await firstField(page).inputValue()).toBe(words)
      await page.context().setOffline(false)
      const again = await page.context().newPage()
      await page.close({ runBeforeUnload: false })
      await again.goto(address)
      const restore = again.getByRole('button', { name: 'Restore the draft' })
      await restore.click()
      await expect.poll(() => firstField(again).inputValue()).toBe(words)
    },
  )

  test('of a list of attendance, where a field is called as the form’s own method, keeps it too', async ({
    open,
    committedDb,
  }) => {
    const { slug, id } = await committedDb('trainingDates')
      .join('trainingDays', 'trainingDays.id', 'dayId')
      .join('attendanceLists', 'attendanceLists.id', 'trainingDates.id')
      .whereRaw(`title ->> 'lv' = 'Savu resursu apzināšanās un efektīva izmantošana'`)
      .first<{ slug: string; id: string }>('slug', 'trainingDates.id')
    const page = await open('ape')
    await page.goto(`/en/work/training/${slug}/dates/${id}/attendance`)
    await page.locator('form.tally textarea, form.tally input:is([type=text], :not([type]))').first().fill('90')
    await expect.poll(() => page.locator('form.tally .keeping').innerText()).toContain('Draft kept')
  })

  test('and has chosen a file sends it once, by the browser itself, when there is a line', async ({ open }) => {
    const page = await open('ape')
    await page.goto('/en/work/equipment/new')
    await firstField(page).fill(words)
    const file = { name: 'receipt.pdf', mimeType: 'application/pdf', buffer: pdf }
    const chosen = page.locator('input[type=file]').first()
    await chosen.setInputFiles(file)
    await page.context().setOffline(true)
    const save = page.locator('main form.form').first().locator('button:not([aria-hidden])').first()
    await save.click()
    await expect.poll(() => line(page).innerText()).toContain('the portal does not answer')
    expect(await chosen.evaluate((input) => (input as unknown as { files: unknown[] }).files.length)).toBe(1)
    await page.context().setOffline(false)
    let sent = 0
    page.on('request', (request) => (sent += request.method() === 'POST' && /equipment/.test(request.url()) ? 1 : 0))
    await Promise.all([page.waitForEvent('load'), save.click()])
    expect(sent).toBe(1)
    expect(await firstField(page).inputValue()).toBe(words)
  })

  test('saves what was restored, and is offered it no more', async ({ open, committedDb }) => {
    const page = await open('ape')
    await committedDb('autosaves').delete()
    await page.goto('/en/work/parishes/viresi/needs/new')
    await firstField(page).fill(words)
    await expect.poll(() => line(page).innerText()).toContain('Draft kept')
    await page.reload()
    await page.getByRole('button', { name: 'Restore the draft' }).click()
    await expect.poll(() => firstField(page).inputValue()).toBe(words)
    // What is wrong is said, and the draft is still that of this form.
    await press(page, 'Save')
    expect(await page.getByRole('button', { name: 'Restore the draft' }).count()).toBe(0)
    await write(page, { category: 'skill', severity: '3', priority: 'must' })
    await press(page, 'Save')
    expect(await committedDb('autosaves').where('subject', 'like', 'page:%')).toEqual([])
    expect(await committedDb('needs').whereRaw(`title->>'en' = ?`, [words])).toHaveLength(1)
  })

  test('and signs out leaves nothing of it in the browser, and finds it as a draft', async ({ open, committedDb }) => {
    const page = await open('ape')
    await committedDb('autosaves').delete()
    await page.goto('/en/work/parishes/viresi/needs/new')
    await firstField(page).pressSequentially(words)
    await signOut(page)
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('draft:')
    expect(await committedDb('autosaves').whereRaw('fields::text like ?', ['%Kas cep%'])).toHaveLength(1)
  })

  test('while somebody else signs in in another window is not taken for them', async ({ open, committedDb }) => {
    const others = 'Kas māk aust jostas?'
    const page = await open('ape')
    await page.goto('/en/work/parishes/viresi/needs/new')
    await firstField(page).fill(others)
    await write(page, { category: 'skill', severity: '3', priority: 'must' })
    await expect.poll(() => line(page).innerText()).toContain('Draft kept')
    const other = await page.context().newPage()
    await other.goto('/en/account')
    await signOut(other)
    await other.goto('/en/sign-in')
    await write(other, { email: 'lead@example.org', password: demoPassword })
    await press(other, 'Sign in')
    await press(page, 'Save')
    await page.getByText('This page was opened by somebody else').waitFor()
    expect(await page.locator('pre', { hasText: others }).count()).toBe(1)
    expect(await committedDb('needs').whereRaw(`title->>'en' = ?`, [others])).toEqual([])
  })
})
