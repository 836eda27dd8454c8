import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import type { Shapes } from './shapes.ts'

type Outcome = Pick<AxeResults, 'violations'>

/** What a page tells of itself. `content` is what its main part is built of, `frame` what stands around that. */
interface Facts {
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
const factsScript = readFileSync(new URL('page-facts.js', import.meta.url), 'utf8')
const axeScript = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/** Lets `examineShape` be used on the pages of this context. */
export async function prepareToExamine(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: factsScript })
}

/**
 * What is wrong with a page that stands on a narrow screen, for people who read it otherwise than most:
 * language, main headings and width of every page, and what axe finds on each shape of page.
 *
 * Axe judges each element by its markup and what it stands in, and hardly by the words, so each part of the pages of a kind
 * is examined once for all people and languages: a page is, if one of its parts stood on no page of this kind that was. A
 * part is an element with the classes of all that it stands in; role, type and state by value, ARIA too; whether what it
 * names by id is there, whether it has a label, a text alternative and a text of its own, and every other attribute by its
 * name. How headings follow each other, whether ids are there once, and whether landmarks are named apart are parts as
 * well. Left out are words, numbers, and how often a part is repeated.
 */
export async function examineShape(page: Page, locale: string, kind: string, shapes: Shapes) {
  const facts = await page.evaluate<Facts>('factsOfPage()')
  const wrong = faultsIn(facts, locale)
  const isFrameNew = await shapes.claim('frame', facts.frame)
  const isContentNew = await shapes.claim(kind, facts.content)
  return isFrameNew || isContentNew ? [...wrong, ...(await findOnBothScreens(page, isFrameNew))] : wrong
}

/** Runs axe on a narrow screen, and on a wide one where anything looks otherwise there. */
async function findOnBothScreens(page: Page, whole: boolean): Promise<string[]> {
  // Reading axe takes a page as long as being laid out, and most pages are of a shape that is known.
  await page.evaluate(axeScript)
  const looks = () => page.evaluate<string>(`looksOfPage(${whole})`)
  const found = await findViolations(page)
  const before = await looks()
  await page.setViewportSize(wide)
  if ((await looks()) !== before) found.push(...(await findViolations(page)))
  await page.setViewportSize(narrow)
  return found
}

/** The same for one page in the midst of a story: axe looks at it as it stands, whatever its shape. */
export async function findAccessibilityFaults(page: Page, locale: string): Promise<string[]> {
  const usual = page.viewportSize()
  await page.evaluate(`${factsScript};${axeScript}`)
  const violations = await findViolations(page)
  await page.setViewportSize(narrow)
  const wrong = faultsIn(await page.evaluate<Facts>('factsOfPage()'), locale)
  if (usual) await page.setViewportSize(usual)
  return [...violations, ...wrong]
}

const faultsIn = ({ lang, headings, width }: Facts, locale: string): string[] => [
  ...(lang === locale ? [] : [`its language is ${lang}`]),
  ...(headings === 1 ? [] : [`it has ${headings} main headings`]),
  ...(width <= narrow.width ? [] : [`it is ${width} px wide on a screen of ${narrow.width}`]),
]

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<Outcome>('axe.run({ resultTypes: ["violations"], preload: false })')
  const on = `axe at ${page.viewportSize()?.width ?? 0} px`
  return violations.map(({ id, nodes }) => {
    const targets = nodes.slice(0, 3).map(({ target }) => target.join(' '))
    return `${on}, ${id}: ${targets.join(', ')}`
  })
}
