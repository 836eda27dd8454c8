import { brotliCompressSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import { locales } from '#platform/i18n/locale.ts'
import { testOfDemo as test } from '../../support/test.ts'
import type { Visitor } from '../../support/portal.ts'

/** What the first view of a page fetches: itself and the own files that its head and body name, as browsers get them. */
async function weigh(browser: Visitor, path: string): Promise<{ bytes: number; requests: number }> {
  const { text } = await browser.get(path).expect(200)
  const linked = text.matchAll(/(?:<link rel="(?:stylesheet|preload|icon)" href|<(?:img|script)[^>]* src)="(\/[^"]+)"/g)
  const files = new Set([...linked].map(([, file]) => String(file)))
  let bytes = brotliCompressSync(text).length
  for (const file of files) {
    const { headers } = await browser.get(file).set('Accept-Encoding', 'br').expect(200)
    bytes += Number(headers['content-length'])
  }
  return { bytes, requests: files.size + 1 }
}

describe('the first view on a slow line', () => {
  for (const path of ['', '/parishes', '/parishes/gaujiena', '/about']) {
    test(`of ${path || 'the home page'} weighs at most 60 kB in 6 requests`, async ({ signedInAs }) => {
      const browser = await signedInAs(null)
      for (const locale of locales) {
        const { bytes, requests } = await weigh(browser, `/${locale}${path}`)
        expect(requests).toBeGreaterThanOrEqual(3)
        expect(requests).toBeLessThanOrEqual(6)
        expect(bytes).toBeGreaterThan(15_000)
        expect(bytes).toBeLessThanOrEqual(60_000)
      }
    })
  }
})
