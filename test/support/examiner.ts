import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'

/** What a page tells of itself. `content` is what its main part is built of, `frame` what stands around that. */
export interface Facts {
  lang: string
  headings: number
  /** In pixels, as laid out on the screen it stands on. */
  width: number
  content: string[]
  frame: string[]
}

/** The narrowest screen that pages are made for, on which readers of the tests stand. */
export const narrow = { width: 320, height: 640 }
const wide = { width: 1024, height: 768 }
export const factsScript = readFileSync(new URL('page-facts.js', import.meta.url), 'utf8')
export const axeScript = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/**
 * Looks at pages by their HTML, on a narrow and a wide screen. Both stay open, and page after page is shown on them without
 * being loaded: the stylesheet is laid out, axe is read and made quick by the browser once for all of them. What scripts
 * made of a page is seen where the HTML is taken after they ran.
 */
export interface Examiner {
  /** Shows a page on the narrow screen. */
  show(html: string): Promise<Facts>
  /** What axe finds in a page on the narrow screen, and on the wide one where anything of its main part looks otherwise there; `whole` is for the rest of it too. */
  findViolations(html: string, whole: boolean): Promise<string[]>
  close(): Promise<void>
}

/** Runs axe on a page as it stands. */
export async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<Pick<AxeResults, 'violations'>>(
    'axe.run({ resultTypes: ["violations"], preload: false }).then(({ violations }) => ({ violations }))',
  )
  const on = `axe at ${page.viewportSize()?.width ?? 0} px`
  return violations.map(({ id, nodes }) => {
    const targets = nodes.slice(0, 3).map(({ target }) => target.join(' '))
    return `${on}, ${id}: ${targets.join(', ')}`
  })
}

const showOn = (page: Page, html: string) =>
  page.evaluate((text) => (globalThis as unknown as { showPage: (html: string) => Promise<void> }).showPage(text), html)

/** An examiner of the pages of the portal at `origin`, which lets everybody read its home page. */
export async function examinerOf(browser: Browser, origin: string): Promise<Examiner> {
  const context = await browser.newContext({ baseURL: origin, bypassCSP: true })
  const screen = async (size: typeof narrow) => {
    const page = await context.newPage()
    await page.setViewportSize(size)
    await page.goto('/en')
    await page.evaluate(`${factsScript};${axeScript}`)
    return page
  }
  const [small, large] = [await screen(narrow), await screen(wide)]
  const looksOf = async (page: Page, html: string, whole: boolean) => {
    await showOn(page, html)
    return page.evaluate<string>(`looksOfPage(${whole})`)
  }
  return {
    async show(html) {
      await showOn(small, html)
      return small.evaluate<Facts>('factsOfPage()')
    },
    async findViolations(html, whole) {
      const looks = await looksOf(small, html, whole)
      const found = await findViolations(small)
      return (await looksOf(large, html, whole)) === looks ? found : [...found, ...(await findViolations(large))]
    },
    close: () => context.close(),
  }
}
