import { Router } from 'express'
import { locales } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { sitemapOf } from './sitemap-queries.ts'

const almostAYear = 364 * 24 * 60 * 60 * 1000

/** What machines ask for at the root: what to crawl, where everything is, whom to tell of a hole. */
export function wellKnownRoutes({ db, config: { origin, contact }, modules }: Services): Router {
  const router = Router()

  router.get('/robots.txt', (_req, res) => {
    const closed = locales.flatMap((locale) =>
      [paths.desk(), paths.people.signIn()].map((each) => `Disallow: /${locale}${each}`),
    )
    res.type('text/plain').send(['User-agent: *', ...closed, `Sitemap: ${origin}/sitemap.xml`, ''].join('\n'))
  })

  router.get('/.well-known/security.txt', (_req, res) => {
    const lines = [
      `Contact: mailto:${contact.email}`,
      // Programs ask by their own clock, also of a demonstration whose story stands elsewhere.
      `Expires: ${new Date(Date.now() + almostAYear).toISOString()}`,
      'Preferred-Languages: lv, et, en',
      `Canonical: ${origin}/.well-known/security.txt`,
    ]
    res.type('text/plain').send(`${lines.join('\n')}\n`)
  })

  router.get('/sitemap.xml', async (req, res) => {
    res.type('application/xml').send(orNotFound(await sitemapOf({ db, origin, modules }, req.query)))
  })

  return router
}
