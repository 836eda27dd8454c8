import { describe, expect } from 'vitest'
import { locales, type Locale } from '#platform/i18n/locale.ts'
import { examine, type Eyes } from './accessibility.ts'
import { crawl, type Reading } from './crawl.ts'
import type { Reader } from './crawler-session.ts'
import { visitorWith } from './portal.ts'
import { kindsAmong } from './routes.ts'
import { partsOf, sentTo } from './sent-page.ts'
import type { Member } from './test.ts'
import { test } from './walker.ts'

/** A page as it was sent from there. */
interface SentPage {
  address: string
  locale: Locale
  kind: string
  html: string
}

/** What is wrong with pages that were sent to this reader, who opens those in the browser whose shape is new. */
export async function faultsOn({ page, faults }: Reader, sent: readonly SentPage[], eyes: Eyes): Promise<string[]> {
  const told = await eyes.examiner.show(sent.map(({ html }) => html))
  const wrong: string[] = []
  for (const [at, facts] of told.entries()) {
    const { address, locale, kind } = sent[at] as SentPage
    const open = async () => {
      const response = await page.goto(address)
      expect([address, response?.status()]).toEqual([address, 200])
      return page
    }
    const found = await examine({ locale, kind, facts, open }, eyes)
    wrong.push(...[...found, ...faults.splice(0)].map((each) => `${address}: ${each}`))
  }
  return wrong
}

// Shown together, so that the browser neither paints between them nor is asked for each.
const atOnce = 16

/** Walks as this person along the links they see, in each language, and examines every page on the way. */
export function walkAs(member: Member | null): void {
  const walked = new Map<Locale, string[]>()
  // Lists are sorted by words, so the first page of a kind may be another one in the next language, and lead elsewhere.
  const paths = new Set<string>()

  describe(`${member ?? 'a visitor'} can use each page they are led to`, () => {
    test.for([...locales])('in %s, on any screen', { timeout: 600_000 }, async (locale, { read, grounds }) => {
      const { portal, routes, eyes } = grounds
      const { shapes } = eyes
      const reader = await read(member)
      const person = visitorWith(portal.listener, reader.cookie)
      const kindOf = kindsAmong(routes)
      const wrong: string[] = []
      const waiting: SentPage[] = []
      const examineWaiting = async () => {
        wrong.push(...(await faultsOn(reader, waiting.splice(0), eyes)))
      }
      const look = async (address: string): Promise<Reading> => {
        const { status, type, html } = await sentTo(person, address)
        if (status !== 200 || type !== 'text/html') return { status, type, text: '' }
        const kind = kindOf(address.replace(/[?].*/, '')) ?? ''
        const { main, frame } = partsOf(kind, html)
        const fresh = [...(await shapes.claim('main', [main])), ...(await shapes.claim('around', [frame]))]
        if (fresh.length > 0) waiting.push({ address, locale, kind, html })
        if (waiting.length === atOnce) await examineWaiting()
        return { status, type, text: html }
      }

      const first = [...paths].map((path) => `/${locale}${path}`)
      const found = await crawl({ get: look }, routes, locale, 1, first)
      await examineWaiting()
      for (const { address } of found) paths.add(address.slice(3))
      expect(found.filter(({ status }) => status !== 200).map(({ address }) => address)).toEqual([])
      expect([...wrong, ...reader.faults.splice(0)]).toEqual([])
      walked.set(
        locale,
        found.map(({ kind }) => kind),
      )
    })

    test('in each language the same kinds of page, and axe examines each of them', async ({ grounds }) => {
      const kinds = locales.map((locale) => walked.get(locale)?.toSorted())
      for (const each of kinds) expect(each).toEqual(kinds[0])
      expect(kinds[0]).toContain('/parishes')
      // Another process may be at the page of a kind that is the same for this person.
      const missing = async () => {
        const examined = new Set(await grounds.eyes.shapes.kinds())
        return kinds[0]?.filter((kind) => !examined.has(kind))
      }
      await expect.poll(missing).toEqual([])
    })
  })
}
