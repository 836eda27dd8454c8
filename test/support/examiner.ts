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
  /** Shows pages on the narrow screen, one after the other, and tells of each; of many at once none is painted in between. */
  show(pages: readonly string[]): Promise<Facts[]>
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

/** What `page-facts.js` gives a page. It answers as text, which is cheaper to hand over than lists of lists. */
interface Given {
  factsOfPages: (pages: readonly string[]) => Promise<string>
  looksOfShown: (html: string, whole: boolean) => Promise<string>
}

const factsOn = async (page: Page, pages: readonly string[]) =>
  JSON.parse(await page.evaluate((given) => (globalThis as unknown as Given).factsOfPages(given), pages)) as Facts[]

const looksOn = (page: Page, html: string, whole: boolean) =>
  page.evaluate(([given, all]) => (globalThis as unknown as Given).looksOfShown(given, all), [html, whole] as const)

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
  return {
    show: (pages) => factsOn(small, pages),
    async findViolations(html, whole) {
      const looks = await looksOn(small, html, whole)
      const found = await findViolations(small)
      return (await looksOn(large, html, whole)) === looks ? found : [...found, ...(await findViolations(large))]
    },
    close: () => context.close(),
  }
}
