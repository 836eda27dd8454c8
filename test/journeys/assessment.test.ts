import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { test } from '../support/browser.ts'
import { answerOf, roundOf } from '../modules/assessments/assessment-round.ts'

const people = `${roundOf('viresi')}/people`
const question = (page: Page, code: string) => page.locator(`article[id="${code}"]`)
const isSaved = (page: Page, code: string) =>
  question(page, code)
    .getByRole('status')
    .filter({ hasText: /^Saved: / })
    .waitFor()

describe('answering question by question', () => {
  test('saves in place when one leaves a question, and says so only when the server did', async ({
    open,
    committedDb,
  }) => {
    const page = await open('ape')
    await page.goto(people)
    const skills = question(page, 'people.skills')
    await skills.getByRole('radio', { name: /^4/ }).check()
    await skills.getByLabel('Why, and what was said').fill('Everybody knows who weaves')
    expect(await skills.getByRole('status').textContent()).not.toMatch(/^Saved/)
    await question(page, 'people.leaders').getByRole('radio', { name: /^1/ }).focus()
    await isSaved(page, 'people.skills')
    expect(await answerOf(committedDb, 'viresi', 'people.skills')).toMatchObject({ score: 4, version: 1 })
    expect(page.url()).toContain(people)
    expect(await page.locator('[data-progress=people]').textContent()).toBe('4/8')

    // The next save of the same answer is no conflict with the first.
    await skills.getByLabel('Why, and what was said').fill('And who bakes')
    await skills.getByRole('button', { name: /^Save/ }).click()
    await expect.poll(async () => (await answerOf(committedDb, 'viresi', 'people.skills'))?.version).toBe(2)
    await page.goto('/en/work')
  })

  test('leads whoever is signed out to signing in, beside what they typed', async ({ open, committedDb }) => {
    const page = await open('ape')
    await page.goto(people)
    const skills = question(page, 'people.skills')
    await skills.getByLabel('Why, and what was said').fill('Everybody knows who knits')
    await committedDb('sessions').delete()
    await skills.getByRole('button', { name: /^Save/ }).click()
    await skills.getByRole('status').getByRole('link', { name: 'Sign in' }).waitFor()
    expect(await skills.getByRole('status').textContent()).toContain('You are signed out')
    expect(await skills.getByLabel('Why, and what was said').inputValue()).toBe('Everybody knows who knits')
    await page.evaluate("document.querySelectorAll('form').forEach((form) => form.reset())")
  })

  test('by keyboard alone', async ({ open, committedDb }) => {
    const page = await open('ape')
    await page.goto(people)
    await question(page, 'people.languages').getByRole('radio', { name: 'Not answered yet' }).focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Tab']) await page.keyboard.press(key)
    await page.keyboard.type('Two of us')
    for (let tabs = 0; tabs < 3; tabs++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await isSaved(page, 'people.languages')
    expect(await answerOf(committedDb, 'viresi', 'people.languages')).toMatchObject({
      score: 2,
      words: { en: 'Two of us' },
    })
  })

  test('two people who answer different questions never meet; on the same one both texts are shown', async ({
    open,
    committedDb,
  }) => {
    const [one, other] = [await open('ape'), await open('ape')]
    await one.goto(people)
    await other.goto(people)
    const why = (page: Page, code: string) => question(page, code).getByLabel('Why, and what was said')
    const save = (page: Page, code: string) => question(page, code).getByRole('button', { name: /^Save/ }).click()
    await why(one, 'people.working_age').fill('From the register')
    await why(other, 'people.wishing_to_work').fill('Nobody asked yet')
    await Promise.all([save(one, 'people.working_age'), save(other, 'people.wishing_to_work')])
    await Promise.all([isSaved(one, 'people.working_age'), isSaved(other, 'people.wishing_to_work')])

    await why(other, 'people.working_age').fill('From the municipality')
    await save(other, 'people.working_age')
    const conflict = question(other, 'people.working_age').getByRole('alert')
    await conflict.waitFor()
    expect(await question(other, 'people.working_age').textContent()).toContain('From the register')
    expect(await why(other, 'people.working_age').inputValue()).toBe('From the municipality')
    await other.waitForFunction(`document.activeElement.getAttribute('role') === 'alert'`)
    await save(other, 'people.working_age')
    await isSaved(other, 'people.working_age')
    expect(await answerOf(committedDb, 'viresi', 'people.working_age')).toMatchObject({
      words: { en: 'From the municipality' },
    })
  })

  test('keeps what was typed where the portal cannot be reached', async ({ open, committedDb }) => {
    const page = await open('ape')
    await page.goto(people)
    await page.context().setOffline(true)
    const leaders = question(page, 'people.leaders')
    await leaders.getByLabel('Why, and what was said').fill('Only in my head')
    await leaders.getByRole('button', { name: /^Save/ }).click()
    await leaders.getByRole('status').filter({ hasText: 'Not saved' }).waitFor()
    await page.context().setOffline(false)
    await leaders.getByRole('button', { name: /^Save/ }).click()
    await isSaved(page, 'people.leaders')
    expect(await answerOf(committedDb, 'viresi', 'people.leaders')).toMatchObject({ words: { en: 'Only in my head' } })
  })

  test('works without scripts, and comes back to the question', async ({ open, committedDb }) => {
    const page = await open('ape', { javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
    await page.goto(`${roundOf('viresi')}/market`)
    const tried = question(page, 'market.tried')
    await tried.getByRole('radio', { name: 'Yes' }).check()
    await tried.getByRole('button', { name: /^Save/ }).click()
    await isSaved(page, 'market.tried')
    expect(page.url()).toMatch(/#market\.tried$/)
    expect(await answerOf(committedDb, 'viresi', 'market.tried')).toMatchObject({ yes: true })
  })
})

describe('the blank form', () => {
  test('prints on A4 with the emblem on top, and no question is torn apart', async ({ open }) => {
    const page = await open(null)
    await page.goto('/lv/parishes/alajoe/assessment/baseline/form')
    const paper = await page.pdf({ preferCSSPageSize: true })
    const document = await getDocumentProxy(new Uint8Array(paper))
    const [, , width = 0, height = 0] = (await document.getPage(1)).view
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
    const { text } = await extractText(document)
    expect(text[0]).toContain('Eiropas Savienība')
    expect(text[0]).toContain('Izvērtēšanas sanāksme')
    // Each question's number and its last line, where it may not apply, are on the same sheet.
    for (const sheet of text) {
      const questions = sheet.match(/(?:^|\s)\d\.\d\s/g)?.length ?? 0
      expect(sheet.match(/Neattiecas, jo/g)?.length ?? 0).toBe(questions)
    }
    expect(text.join(' ').match(/Neattiecas, jo/g)).toHaveLength(56)
  })
})
