import { describe, expect, vi } from 'vitest'
import { locales, type Locale } from '#lib/locale.ts'
import { crawl } from '../support/crawl.ts'
import { examine } from '../support/examine.ts'
import { test } from '../support/reader.ts'
import { routesOf } from '../support/routes.ts'
import { cast } from '../support/test.ts'

vi.setConfig({ testTimeout: 180_000 })

// Most pages say the same to many people: what one was shown in a language is not examined again for the next.
const examined = new Set<string>()
const isNew = (locale: Locale, html: string) => {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html
  const shown = locale + main.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
  if (examined.has(shown)) return false
  examined.add(shown)
  return true
}

const inLocale = (address: string, locale: Locale) => address.replace(/^\/en/, `/${locale}`)

describe('everybody can use each page they are led to, in three languages and on a narrow screen', () => {
  test.for(['a visitor' as const, ...cast])('%s', async (member, { read, house }) => {
    const { http, page, faults } = await read(member === 'a visitor' ? null : member)
    const found = await crawl(http, await routesOf(house), 'en', 1)
    expect(found.filter(({ status }) => status !== 200).map(({ address }) => address)).toEqual([])

    const wrong: string[] = []
    for (const locale of locales) {
      // Latvian and Estonian, whose words are longer, on a narrow screen; English on a wide one.
      await page.setViewportSize({ width: locale === 'en' ? 1024 : 320, height: 640 })
      for (const address of found.map((each) => inLocale(each.address, locale))) {
        const { text } = await http.get(address).expect(200)
        if (!isNew(locale, text)) continue
        await page.goto(address)
        wrong.push(...(await examine(page, locale)).map((each) => `${address}: ${each}`))
      }
    }
    expect([...wrong, ...faults]).toEqual([])
  })
})
