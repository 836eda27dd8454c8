import type { Db } from '#platform/db/connection.ts'
import { Router } from 'express'
import { locales } from '#platform/i18n/locale.ts'
import type { PublicPages, Services } from '#platform/services/services.ts'

const almostAYear = 364 * 24 * 60 * 60 * 1000

/** What machines ask for at the root: what to crawl, where everything is, whom to tell of a hole. */
export function wellKnownRoutes({ db, config: { origin, contact }, now, modules }: Services): Router {
  const router = Router()

  router.get('/robots.txt', (_req, res) => {
    const closed = locales.flatMap((locale) => [`Disallow: /${locale}/work`, `Disallow: /${locale}/sign-in`])
    res.type('text/plain').send(['User-agent: *', ...closed, `Sitemap: ${origin}/sitemap.xml`, ''].join('\n'))
  })

  router.get('/.well-known/security.txt', (_req, res) => {
    const lines = [
      `Contact: mailto:${contact.email}`,
      `Expires: ${new Date(now().valueOf() + almostAYear).toISOString()}`,
      'Preferred-Languages: lv, et, en',
      `Canonical: ${origin}/.well-known/security.txt`,
    ]
    res.type('text/plain').send(`${lines.join('\n')}\n`)
  })

  router.get('/sitemap.xml', async (_req, res) => {
    const paths = await Promise.all(modules.map(({ publicPages }) => pathsOf(db, publicPages)))
    res.type('application/xml').send(sitemapOf(origin, paths.flat()))
  })

  return router
}

async function pathsOf(db: Db, pages: PublicPages | null): Promise<string[]> {
  if (!pages) return []
  const { paths, records } = pages
  return [...paths, ...(records ? (await records.slugs(db)).map(records.path) : [])]
}

function sitemapOf(origin: string, all: string[]): string {
  const links = (path: string) =>
    locales
      .map((locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${origin}/${locale}${path}"/>`)
      .join('')
  const urls = all.flatMap((path) =>
    locales.map((locale) => `<url><loc>${origin}/${locale}${path}</loc>${links(path)}</url>`),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`
}
