import type { Page } from 'playwright-core'
import { axeScript, factsScript, findViolations, narrow, type Examiner, type Facts } from './examiner.ts'
import type { Shapes } from './shapes.ts'

/** What pages are looked at with, and which shapes of them were. */
export interface Eyes {
  examiner: Examiner
  shapes: Shapes
}

/** A page to examine: what it is, what it told of itself as it was sent, and what opens it in a browser. */
interface Given {
  locale: string
  kind: string
  facts: Facts
  open: () => Promise<Page>
}

/**
 * What is wrong with a page, for people who read it otherwise than most: language, main headings and width on a narrow
 * screen of every page, and of each shape of page what axe finds in it once its scripts have run.
 *
 * Axe judges each element by its markup and what it stands in, and hardly by the words, so each part is examined once for
 * all pages, people and languages: a page is opened, if one of its parts stood on no page that was, or none of its kind
 * was, and axe looks at the page as a whole and at those of its parts that are new once its scripts have run. A part is an element with the classes of all that it stands in; role, type and state by value, ARIA too; whether what it
 * names by id is there, whether it has a label, a text alternative and a text of its own, and every other attribute by its
 * name. How headings follow each other, whether ids are there once, and whether landmarks are named apart are parts as
 * well. Left out are words, numbers, and how often a part is repeated. What scripts make of a page goes by its parts too:
 * so one of a known shape is not opened, and looked at as it was sent.
 */
export async function examine({ locale, kind, facts, open }: Given, { examiner, shapes }: Eyes) {
  const wrong = faultsIn(facts, locale)
  const fresh = [
    ...(await shapes.claim(kind, ['a page of it'])),
    ...(await shapes.claim('sent', [...facts.frame, ...facts.content])),
  ]
  if (fresh.length === 0) return wrong
  const opened = await sentAndRun(await open())
  wrong.push(...faultsIn({ ...facts, width: opened.width }, locale))
  return [...new Set([...wrong, ...(await examiner.findViolations(opened.html, shapes))])]
}

/** The same for a page that stands in a browser, on a narrow screen. */
export async function examineOpened(page: Page, locale: string, kind: string, eyes: Eyes) {
  const { html } = await sentAndRun(page)
  const [facts] = (await eyes.examiner.show([html])) as [Facts]
  return examine({ locale, kind, facts, open: () => Promise.resolve(page) }, eyes)
}

const sentAndRun = (page: Page) =>
  page.evaluate<{ html: string; width: number }>(
    '({ html: document.documentElement.outerHTML, width: document.documentElement.scrollWidth })',
  )

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
