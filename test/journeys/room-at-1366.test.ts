import { describe, expect } from 'vitest'
import { test } from '../support/browser.ts'

const laptop = { viewport: { width: 1366, height: 768 } }
const cut = (selector: string) =>
  `(() => { const one = document.querySelector('${selector}'); return one.scrollWidth - one.clientWidth })()`

describe('on a laptop of 1366 pixels, and on a telephone', () => {
  test('the overview of a plan shows all its columns, and the header a long name whole, in each language', async ({
    open,
    db,
  }) => {
    await db('people').where({ email: 'ape@example.org' }).update({ name: 'Margarita Paraudziņa-Piemērniece' })
    const staff = await open('ape', laptop)
    for (const locale of ['lv', 'et', 'en']) {
      await staff.goto(`/${locale}/work/parishes/viresi/plan`)
      expect(await staff.evaluate(cut('section:has(> .sections-of-plan)')), locale).toBeLessThanOrEqual(0)
      expect(await staff.evaluate(cut('.menu__person a')), locale).toBeLessThanOrEqual(0)
    }
    await staff.setViewportSize({ width: 360, height: 740 })
    for (const cell of ['section:has(> .sections-of-plan)', '.menu__person a'])
      expect(await staff.evaluate(cut(cell)), `${cell} on a telephone`).toBeLessThanOrEqual(0)
  })
})
