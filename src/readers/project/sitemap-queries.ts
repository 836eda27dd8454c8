import type { Db } from '#platform/db/connection.ts'
import { locales } from '#platform/i18n/locale.ts'
import type { Module, PublicPages, Services } from '#platform/services/services.ts'

type Site = Pick<Services, 'db' | 'modules'> & { origin: string }
type Records = NonNullable<PublicPages['records']>

// Each page is three addresses, and each of those names all three: 15 000 of them are some 8 MB, of the 50 000 and 50 MB
// that crawlers take in one file.
const pagesInFile = 5000

/**
 * All public pages, in every language. Where one file cannot hold them it names others, of which `part` and `from` of the
 * query ask for one: the pages of a module from a slug on. Undefined for a part that there is not.
 */
export async function sitemapOf(site: Site, query: Record<string, unknown>): Promise<string | undefined> {
  const { db, modules, origin } = site
  if (query['part'] !== undefined) {
    const part = await partOf(site, query)
    return part.length > 0 ? addressesOf(origin, part) : undefined
  }
  const paths = fixedPaths(modules)
  for (const { records } of recordsOf(modules)) {
    paths.push(...(await listPaths(db, records, '', pagesInFile + 1 - paths.length)))
    if (paths.length > pagesInFile) return indexOf(site)
  }
  return addressesOf(origin, paths)
}

const fixedPaths = (modules: readonly Module[]): string[] =>
  modules.flatMap(({ publicPages }) => publicPages?.paths ?? [])

const recordsOf = (modules: readonly Module[]): { name: string; records: Records }[] =>
  modules.flatMap(({ name, publicPages }) => (publicPages?.records ? [{ name, records: publicPages.records }] : []))

async function partOf({ db, modules }: Site, { part, from }: Record<string, unknown>): Promise<string[]> {
  if (part === 'pages') return fixedPaths(modules)
  const found = recordsOf(modules).find(({ name }) => name === part)
  if (!found || typeof from !== 'string' || !/^[a-z0-9-]+$/.test(from)) return []
  return listPaths(db, found.records, from, pagesInFile)
}

async function listPaths(db: Db, { path, slugs }: Records, from: string, most: number): Promise<string[]> {
  const page = db(slugs(db).as('public')).where('slug', '>=', from).orderBy('slug').limit(most, { skipBinding: true })
  return (await page.pluck<string[]>('slug')).map(path)
}

/** The slugs with which the parts of a module begin. */
const listStarts = (db: Db, { slugs }: Records): Promise<string[]> =>
  db(db(slugs(db).as('public')).select('slug', db.raw('row_number() over (order by slug) as place')).as('numbered'))
    .whereRaw(`place % ${pagesInFile} = 1`)
    .orderBy('slug')
    .pluck('slug')

async function indexOf({ db, origin, modules }: Site): Promise<string> {
  const parts = ['part=pages']
  for (const { name, records } of recordsOf(modules)) {
    const starts = await listStarts(db, records)
    parts.push(...starts.map((slug) => `part=${name}&amp;from=${slug}`))
  }
  const files = parts.map((part) => `<sitemap><loc>${origin}/sitemap.xml?${part}</loc></sitemap>`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${files.join('\n')}
</sitemapindex>
`
}

function addressesOf(origin: string, paths: readonly string[]): string {
  const links = (path: string) =>
    locales
      .map((locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${origin}/${locale}${path}"/>`)
      .join('')
  const urls = paths.flatMap((path) =>
    locales.map((locale) => `<url><loc>${origin}/${locale}${path}</loc>${links(path)}</url>`),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`
}
