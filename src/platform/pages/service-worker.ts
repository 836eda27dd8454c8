import { readFileSync } from 'node:fs'
import type { RequestHandler } from 'express'
import { locales } from '#platform/i18n/locale.ts'
import { etagOf } from './page-cache.ts'

// What a page that is kept on a telephone needs to look and work as it does with a connection.
const parts = [
  'css/site.css',
  'fonts/alegreya.woff2',
  'img/icon.svg',
  'js/site.js',
  'js/autosave.js',
  'js/photos.js',
  'js/offline.js',
  'js/outbox.js',
  'js/outbox-list.js',
]

const script = (name: string) => readFileSync(`public/js/${name}`, 'utf8').replace(/^export /gm, '')

/**
 * The service worker, at the root so that it answers for every page. It is one plain script, as browsers want it that know no
 * modules there: what it keeps, how the queue is sent, and what it answers. Where the portal does not work offline, one
 * that removes itself takes the place of those that browsers have.
 */
export function serveServiceWorker(asset: (name: string) => string, offline: boolean): RequestHandler {
  const kept = [...parts.map(asset), ...locales.map((locale) => `/${locale}/offline`)]
  const body = offline
    ? `const shell = ${JSON.stringify(kept)}\n${script('outbox.js')}\n${script('service-worker.js')}`
    : script('unregister-worker.js')

  const etag = etagOf(body)

  return (req, res, next) => {
    if (req.path !== '/sw.js' || (req.method !== 'GET' && req.method !== 'HEAD')) return next()
    // Asked for anew each time: a worker that is wrong must not outlive its mending.
    res.setHeader('Cache-Control', 'no-cache')
    res.setHeader('ETag', etag)
    if (req.get('if-none-match') === etag) return void res.status(304).end()
    res.type('text/javascript').send(body)
  }
}
