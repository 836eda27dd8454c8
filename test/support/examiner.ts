import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import type { Shapes } from './shapes.ts'

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
  /**
   * What axe finds in those parts of a page that it looked at nowhere else, and in the page as a whole, on the narrow
   * screen; on the wide one too, where anything of those parts looks otherwise there.
   */
  findViolations(html: string, shapes: Shapes): Promise<string[]>
  close(): Promise<void>
}

type Violations = AxeResults['violations']

/** Runs axe on a page as it stands. */
export async function findViolations(page: Page): Promise<string[]> {
  return toldOf(page, await page.evaluate<Violations>('violationsOfPage()'))
}

function toldOf(page: Page, violations: Violations): string[] {
  const on = `axe at ${page.viewportSize()?.width ?? 0} px`
  return violations.map(({ id, nodes }) => {
    const targets = nodes.slice(0, 3).map(({ target }) => target.join(' '))
    return `${on}, ${id}: ${targets.join(', ')}`
  })
}

/** What `page-facts.js` gives a page. It answers as text, which is cheaper to hand over than lists of lists. */
interface Given {
  factsOfPages: (pages: readonly string[]) => Promise<string>
  placesOf: (parts: readonly string[]) => number[]
  showAgain: (html: string) => Promise<void>
  looksAt: (places: readonly number[]) => string
  violationsAt: (places: readonly number[]) => Promise<Violations>
}

const factsOn = async (page: Page, pages: readonly string[]) =>
  JSON.parse(await page.evaluate((given) => (globalThis as unknown as Given).factsOfPages(given), pages)) as Facts[]

const placesOn = (page: Page, parts: readonly string[]) =>
  page.evaluate((given) => (globalThis as unknown as Given).placesOf(given), parts)

const looksOn = (page: Page, places: readonly number[]) =>
  page.evaluate((given) => (globalThis as unknown as Given).looksAt(given), places)

const showOn = (page: Page, html: string) =>
  page.evaluate((given) => (globalThis as unknown as Given).showAgain(given), html)

const violationsOn = async (page: Page, places: readonly number[]) =>
  toldOf(page, await page.evaluate((given) => (globalThis as unknown as Given).violationsAt(given), places))

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
    async findViolations(html, shapes) {
      const [{ frame, content }] = (await factsOn(small, [html])) as [Facts]
      const places = await placesOn(small, await shapes.claim('examined', [...frame, ...content]))
      const found = await violationsOn(small, places)
      await showOn(large, html)
      const looksAlike = (await looksOn(large, places)) === (await looksOn(small, places))
      return looksAlike ? found : [...found, ...(await violationsOn(large, places))]
    },
    close: () => context.close(),
  }
}
