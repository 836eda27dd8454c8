import type { Page } from 'playwright-core'

/** Types into the controls of the page's form and chooses from them, by the end of their names: `month` is `row.….month`. */
export async function write(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const named = page.locator(`main form :is([name="${name}"], [name$=".${name}"]):not([type=hidden])`)
    const control = named.first()
    if (await control.and(page.locator('select')).count()) await control.selectOption(value)
    else if (await control.and(page.locator('[type=radio], [type=checkbox]')).count())
      await named
        .and(page.locator(`[value="${value}"]`))
        .first()
        .check()
    else await control.fill(value)
  }
}

/** Presses a button and waits for the page that it leads to. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('main').getByRole('button', { name, exact: true })
  await Promise.all([page.waitForEvent('load'), button.first().click()])
}

/** Follows the first link of the page's content with these words; shapes on a map are none. */
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  const link = page.locator('main a:not(svg a)', { hasText: name })
  await Promise.all([page.waitForEvent('load'), link.first().click()])
}

/** Adds a row, in place or by loading the page, as the browser can. */
export async function addRow(page: Page, button: string): Promise<void> {
  const rows = page.locator('[data-row]')
  const before = await rows.count()
  await page.getByRole('button', { name: button, exact: true }).click()
  await rows.nth(before).waitFor()
}
