import { kindsAmong, type Route } from './routes.ts'

/** What somebody reads at an address; `type` is the media type alone. */
export interface Reading {
  status: number
  type: string
  text: string
}

/** Somebody who can follow a link. */
interface Walker {
  get(address: string): PromiseLike<Reading>
}

export interface Found {
  address: string
  kind: string
  status: number
  html: string
}

/** Addresses of the portal's own pages that a page links to, in the language it is in; what is downloaded is no page. */
const linksIn = (html: string, locale: string): string[] =>
  [...html.matchAll(/<a\b[^>]*\shref="([^"#]+)(?![^>]*\sdownload\b)/g)]
    .map(([, href]) => String(href).replaceAll('&amp;', '&'))
    .filter((href) => href.startsWith(`/${locale}/`) || href === `/${locale}`)

/** Whether what stands there is made to be kept: it costs more than ten pages, leads nowhere, and is no page to read. */
export const isDocument = (address: string): boolean => /\.\w+(?:\?|$)/.test(address)

const mostOf = (address: string, each: number) => (isDocument(address) ? 1 : each)

const beginIn = (locale: string, first: readonly string[] = []) => [`/${locale}`, `/${locale}/work`, ...first]

/**
 * Walks from the home page and the desk along every link that this person sees, and gives the pages: of each kind as
 * many as `each` allows, and of those the ones in `first`.
 */
export async function crawl(
  person: Walker,
  routes: readonly Route[],
  locale: string,
  each: number,
  first?: readonly string[],
): Promise<Found[]> {
  const kindOf = kindsAmong(routes)
  const known = new Set(beginIn(locale, first))
  const waiting = [...known]
  const counts = new Map<string, number>()
  const found: Found[] = []
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address.replace(/[?].*/, ''))
    if (kind === undefined) throw new Error(`${address} leads to no route`)
    const count = (counts.get(kind) ?? 0) + 1
    if (count > mostOf(address, each)) continue
    counts.set(kind, count)
    const { status, type, text } = await person.get(address)
    // Files that a page hands out are no pages, and lead nowhere.
    if (status === 302 || status === 303 || type !== 'text/html') continue
    found.push({ address, kind, status, html: text })
    for (const link of linksIn(text, locale)) {
      if (!known.has(link)) waiting.push(link)
      known.add(link)
    }
  }
  return found
}
