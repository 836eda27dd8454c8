import { describe, expect } from 'vitest'
import type { Locale } from '#lib/locale.ts'
import { crawl } from './crawl.ts'
import { examine } from './examine.ts'
import { test } from './reader.ts'
import { routesOf } from './routes.ts'
import { cast } from './test.ts'

// Pages of one kind that are built of the same parts differ in their words only: one of them is examined for all.
const examined = new Set<string>()
const isNew = (kind: string, html: string) => {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html
  const parts = main.matchAll(/<([a-z]\w*)(?:[^>]*?\s(?:class="([^"]*)"|type="([^"]*)"))?/g)
  const built = [kind, ...new Set(Array.from(parts, ([, tag, name = '', type = '']) => `${tag} ${name}${type}`))]
  const shape = built.sort().join(', ')
  if (examined.has(shape)) return false
  examined.add(shape)
  return true
}

/** Walks as everybody along the links they see, and examines each kind of page in one language and at one width. */
export function examinePages(locale: Locale, width: number): void {
  describe(`in ${locale}, on a screen of ${width} pixels, everybody can use each page they are led to`, () => {
    test.for(['a visitor' as const, ...cast])('%s', async (member, { read, house }) => {
      const { http, page, faults } = await read(member === 'a visitor' ? null : member)
      const found = await crawl(http, await routesOf(house), locale, 1)
      expect(found.filter(({ status }) => status !== 200).map(({ address }) => address)).toEqual([])

      const wrong: string[] = []
      await page.setViewportSize({ width, height: 640 })
      for (const { address, kind, html } of found) {
        if (!isNew(kind, html)) continue
        await page.goto(address)
        wrong.push(...(await examine(page, locale)).map((each) => `${address}: ${each}`))
      }
      expect([...wrong, ...faults]).toEqual([])
    })
  })
}
