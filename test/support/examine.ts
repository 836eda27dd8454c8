import axe from 'axe-core'
import type { Page } from 'playwright-core'

interface Outcome {
  violations: { id: string; nodes: { target: string[] }[] }[]
}

/** What is wrong with the page shown for people who read it otherwise than most: axe, language, headings, narrow screens. */
export async function examine(page: Page, locale: string): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<Outcome>('axe.run({ resultTypes: ["violations"] })')
  const lang = await page.evaluate<string>('document.documentElement.lang')
  const headings = await page.locator('h1').count()
  const width = await widthOn(page, 320)
  return [
    ...violations.map(
      ({ id, nodes }) =>
        `axe ${id}: ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(', ')}`,
    ),
    ...(lang === locale ? [] : [`its language is ${lang}`]),
    ...(headings === 1 ? [] : [`it has ${headings} main headings`]),
    ...(width <= 320 ? [] : [`it is ${width} px wide on a screen of 320`]),
  ]
}

async function widthOn(page: Page, screen: number): Promise<number> {
  const usual = page.viewportSize()
  const resized = usual !== null && usual.width !== screen
  if (resized) await page.setViewportSize({ ...usual, width: screen })
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  if (resized) await page.setViewportSize(usual)
  return width
}
