import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { locales, type Locale } from '#platform/i18n/locale.ts'
import { crawl, type Reading } from './crawl.ts'
import { examineShape } from './accessibility.ts'
import { test } from './crawler-session.ts'
import { kindsAmong, routesOf } from './routes.ts'
import type { Member } from './test.ts'

/** Opens an address in the browser; what is handed out to be kept is asked for without showing it. */
async function open(page: Page, address: string) {
  // A browser that begins to keep a file stays where it was.
  const response = /\.\w+$/.test(address) ? null : await page.goto(address).catch(beganToKeep)
  if (response?.request().redirectedFrom()) return { status: 303, type: '' }
  const answer = response ?? (await page.request.get(address))
  return { status: answer.status(), type: answer.headers()['content-type']?.split(';')[0] ?? '' }
}

function beganToKeep(error: unknown): null {
  if (error instanceof Error && /Download is starting|ERR_ABORTED/.test(error.message)) return null
  throw error
}

/** Walks as this person along the links they see, in each language, and examines every page on the way. */
export function walkAs(member: Member | null): void {
  const walked = new Map<Locale, string[]>()
  // Lists are sorted by words, so the first page of a kind may be another one in the next language, and lead elsewhere.
  const paths = new Set<string>()

  describe(`${member ?? 'a visitor'} can use each page they are led to`, () => {
    test.for([...locales])(
      'in %s, on any screen',
      { timeout: 600_000 },
      async (locale, { read, committedDb, shapes }) => {
        const { page, faults } = await read(member)
        const routes = await routesOf(committedDb)
        const kindOf = kindsAmong(routes)
        const wrong: string[] = []
        const look = async (address: string): Promise<Reading> => {
          const { status, type } = await open(page, address)
          if (type !== 'text/html') {
            // A picture by itself is shown on a page of the browser's own, which breaks rules that are not for it.
            await page.goto('about:blank')
            faults.length = 0
          }
          if (status !== 200 || type !== 'text/html') return { status, type, text: '' }
          const found = await examineShape(page, locale, kindOf(address.replace(/[?].*/, '')) ?? '', shapes)
          wrong.push(...[...found.wrong, ...faults.splice(0)].map((each) => `${address}: ${each}`))
          return { status, type, text: found.html }
        }

        const first = [...paths].map((path) => `/${locale}${path}`)
        const found = await crawl({ get: look }, routes, locale, 1, first)
        for (const { address } of found) paths.add(address.slice(3))
        expect(found.filter(({ status }) => status !== 200).map(({ address }) => address)).toEqual([])
        expect([...wrong, ...faults.splice(0)]).toEqual([])
        walked.set(
          locale,
          found.map(({ kind }) => kind),
        )
      },
    )

    test('in each language the same kinds of page, and axe has examined each of them', async ({ shapes }) => {
      const kinds = locales.map((locale) => walked.get(locale)?.toSorted())
      for (const each of kinds) expect(each).toEqual(kinds[0])
      const examined = new Set(await shapes.kinds())
      expect(kinds[0]).toContain('/parishes')
      expect(kinds[0]?.filter((kind) => !examined.has(kind))).toEqual([])
    })
  })
}
