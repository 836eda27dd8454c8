/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { press } from '../support/form-filling.ts'
import { test } from '../support/browser.ts'

const finance = '/en/work/parishes/viresi/plan/finance/viresu-kopienas-busins'

const rows = (page: Page) => page.locator('[data-row]')
const cell = (row: Locator, name: string) => row.locator(`.cell[name$=".${name}"]`)
const focused = (page: Page) =>
  page.evaluate(() => {
    const { name, value } = document.activeElement as HTMLInputElement
    const all = [...document.querySelectorAll('[data-row]')]
    return [all.findIndex((row) => row.contains(document.activeElement)) + 1, name.split('.').pop(), value]
  })
const status = (page: Page) => page.locator('#cells-tools [role=status]').innerText()

/** Pastes as a browser does what a spreadsheet gave to the clipboard. */
const paste = (target: Locator, text: string) =>
  target.evaluate((element, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    element.focus()
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)

describe('the financial plan', () => {
  test('is typed by keys alone, line after line, and keeps what was typed', async ({ open }) => {
    const page = await open('ape')
    await page.goto(finance)
    await page.locator('#cells-filter').waitFor()
    const before = await rows(page).count()
    const last = rows(page).nth(before - 1)
    const month = await cell(last, 'month').inputValue()
    await cell(last, 'what').focus()
    await page.keyboard.press('Enter')
    expect(await focused(page)).toEqual([before + 1, 'what', ''])
    const added = rows(page).nth(before)
    expect(await cell(added, 'month').inputValue()).toBe(month)
    expect(await cell(added, 'kind').inputValue()).toBe(await cell(last, 'kind').inputValue())
    await page.keyboard.type('Paint')
    await page.keyboard.press('Tab')
    await page.keyboard.type('3')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('l')
    await page.keyboard.press('Tab')
    await page.keyboard.type('1.234')
    await page.keyboard.press('Shift+Enter')
    expect((await focused(page)).slice(0, 2)).toEqual([before, 'unitPrice'])
    expect(await added.locator('.field__problem').innerText()).toContain('120.50')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type('12,50')
    expect(await added.locator('.field__problem').count()).toBe(0)
    expect(await added.locator('[data-amount]').innerText()).toBe('€37.50')
    await cell(added, 'fromOther').focus()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toEqual([before + 2, 'month', month])
    await cell(rows(page).nth(before + 1), 'what').focus()
    await page.keyboard.press('Control+d')
    expect(await focused(page)).toEqual([before + 2, 'what', 'Paint'])
    await page.keyboard.press('Control+z')
    expect(await focused(page)).toEqual([before + 2, 'what', ''])
    // A line that is still empty lets the keyboard out of the table.
    await cell(rows(page).nth(before + 1), 'fromOther').focus()
    await page.keyboard.press('Tab')
    expect(await rows(page).count()).toBe(before + 2)
    await cell(added, 'what').focus()
    await page.keyboard.press('Alt+ArrowUp')
    expect(await cell(rows(page).nth(before - 1), 'what').inputValue()).toBe('Paint')
    await press(page, 'Save')
    expect(await cell(rows(page).nth(before - 1), 'what').inputValue()).toBe('Paint')
    expect(await cell(rows(page).nth(before - 1), 'unitPrice').inputValue()).toBe('12.50')
  })

  test('takes cells copied from a spreadsheet from the cell on, says what it could not take, and undoes it', async ({
    open,
  }) => {
    const page = await open('ape')
    await page.goto(finance)
    await page.locator('#cells-filter').waitFor()
    const before = await rows(page).count()
    const last = rows(page).nth(before - 1)
    const old = await cell(last, 'what').inputValue()
    const total = () => page.locator('[data-total=cost]').innerText()
    const sum = await total()
    await paste(
      cell(last, 'month'),
      '05.2020\tcost\tmaterials\t"Tea, ""green""\nin bags"\t10\tpcs\t1,20\tincluding VAT\r\n' +
        '06.2020\texpenditures\tmaterials\tCoffee\t2\tkg\t15\tincluding VAT\r\n',
    )
    expect(await rows(page).count()).toBe(before + 1)
    expect(await cell(last, 'what').inputValue()).toBe('Tea, "green" in bags')
    expect(await cell(rows(page).nth(before), 'what').inputValue()).toBe('Coffee')
    expect(await status(page)).toContain(`${before + 1}. Kind: “expenditures”`)
    expect(await total()).not.toBe(sum)
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await rows(page).count()).toBe(before)
    expect(await cell(last, 'what').inputValue()).toBe(old)
    expect(await total()).toBe(sum)
    await paste(cell(last, 'what'), 'One\r\nTwo\r\nThree\r\n')
    expect(await rows(page).count()).toBe(before + 2)
    await rows(page)
      .nth(before + 1)
      .getByRole('button', { name: 'Duplicate' })
      .click()
    expect(await cell(rows(page).nth(before + 2), 'what').inputValue()).toBe('Three')
    await rows(page)
      .nth(before + 2)
      .getByRole('checkbox')
      .check()
    expect(
      await rows(page)
        .nth(before + 2)
        .getByText('Remove when saving')
        .isVisible(),
    ).toBe(true)
  })

  test('is sorted and filtered by its columns, and split by percent, each undone in one step', async ({ open }) => {
    const page = await open('ape')
    await page.goto(finance)
    await page.locator('#cells-filter').waitFor()
    const before = await rows(page).count()
    await paste(
      cell(rows(page).nth(before - 1), 'what'),
      'Tea\t3\tpcs\t1.10\r\nCoffee\t1\tkg\t0.35\r\nŪdens\t2\tl\t0.50\r\n',
    )
    const prices = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLInputElement>('.cell[name$=".unitPrice"]')].map(({ value }) => value),
      )
    const as = await prices()
    await page.getByRole('button', { name: 'Unit price' }).click()
    expect((await prices()).slice(0, 3)).toEqual([...as].toSorted((a, b) => Number(a) - Number(b)).slice(0, 3))
    expect(await page.locator('th[aria-sort=ascending]').innerText()).toContain('Unit price')
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await prices()).toEqual(as)

    await page.getByRole('searchbox').fill('ŪDENS')
    const water = page.locator('[data-row]:not([hidden])')
    expect(await water.count()).toBe(1)
    await page.locator('#cells-split summary').click()
    await page.locator('#percent-fromErdf').fill('79')
    await page.locator('#percent-fromMunicipality').fill('20')
    await page.locator('#cells-split button').click()
    expect(await status(page)).toContain('make 99 together')
    await page.locator('#percent-fromMunicipality').fill('21')
    await page.locator('#cells-split button').click()
    expect(await status(page)).toContain('1')
    expect([await cell(water, 'fromErdf').inputValue(), await cell(water, 'fromMunicipality').inputValue()]).toEqual([
      '0.79',
      '0.21',
    ])
    expect(await cell(rows(page).nth(before), 'fromErdf').inputValue()).toBe('')
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await cell(water, 'fromErdf').inputValue()).toBe('')
  })

  test('is folded on a telephone, a line a button that opens it', async ({ open }) => {
    const page = await open('ape', { viewport: { width: 360, height: 740 } })
    await page.goto(finance)
    await page.locator('#cells-filter').waitFor()
    await paste(cell(rows(page).last(), 'what'), 'Petrol\nOil\nTyres\nPaint\n')
    await press(page, 'Save')
    const first = rows(page).first()
    const button = first.getByRole('button', { expanded: false })
    await button.waitFor()
    expect(await button.innerText()).toContain(await cell(first, 'what').inputValue())
    expect(await cell(first, 'what').isVisible()).toBe(false)
    await button.click()
    await cell(first, 'what').fill('Diesel')
    expect(await first.getByRole('button', { expanded: true }).innerText()).toContain('Diesel')
    await page.getByRole('button', { name: 'Add lines' }).click()
    expect(await cell(rows(page).last(), 'what').isVisible()).toBe(true)
  })

  test('leaves no line behind that the keys added and nobody wrote in', async ({ open }) => {
    const page = await open('ape')
    await page.goto(finance)
    await page.locator('#cells-filter').waitFor()
    const before = await rows(page).count()
    await cell(rows(page).nth(before - 1), 'fromOther').focus()
    await page.keyboard.press('Tab')
    expect(await rows(page).count()).toBe(before + 1)
    await press(page, 'Save')
    expect(await rows(page).count()).toBe(before)
  })
})

describe('every other section of a plan', () => {
  test('is the same table, a line a row', async ({ open }) => {
    const page = await open('ape')
    await page.goto('/en/work/parishes/viresi/plan/actions')
    await page.locator('#cells-filter').waitFor()
    const before = await rows(page).count()
    const last = rows(page).nth(before - 1)
    await cell(last, 'what').focus()
    await page.keyboard.press('Enter')
    expect(await focused(page)).toEqual([before + 1, 'what', ''])
    const added = rows(page).nth(before)
    expect(await cell(added, 'initiativeId').inputValue()).toBe(await cell(last, 'initiativeId').inputValue())
    await paste(cell(added, 'what'), 'Find a driver\t05.2020\t06.2020\nAgree on a route\t06.2020\t07.2020\n')
    expect(await rows(page).count()).toBe(before + 2)
    await press(page, 'Save')
    expect(await cell(rows(page).nth(before + 1), 'what').inputValue()).toBe('Agree on a route')
    expect(await cell(rows(page).nth(before + 1), 'toMonth').inputValue()).toBe('07.2020')
  })
})
