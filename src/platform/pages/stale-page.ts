import type { Response } from 'express'
import { setTimeout as pause } from 'node:timers/promises'
import { isUnavailable } from '#platform/db/failures.ts'
import type { CachedPage } from './page-store.ts'
import { renderFragment } from './render.ts'

declare module './render.ts' {
  interface Fragments {
    'partials/stale-page': { madeAt: Date }
  }
}

// A database that is started again, or changes its place, is away for about so long.
const patience = 3000
const between = 150

const cachedPageFor = (res: Response): CachedPage | undefined =>
  (res.locals as { findCached?: () => CachedPage | undefined }).findCached?.()

/** Makes a visitor's page again while the database is away, for 3 seconds, unless there is one from before to show instead. */
export async function retryWhileUnavailable(res: Response, make: () => Promise<void> | void): Promise<void> {
  const until = Date.now() + patience
  for (;;) {
    try {
      return await make()
    } catch (error) {
      if (!isUnavailable(error) || res.headersSent || cachedPageFor(res) || Date.now() + between > until) throw error
      await pause(between)
    }
  }
}

/** Shows the page as it was before the database went away, with its time in a line and in `Last-Modified`; whether there is one. */
export function sendStalePage(res: Response, error: unknown): boolean {
  const page = isUnavailable(error) ? cachedPageFor(res) : undefined
  if (!page) return false
  const line = renderFragment('partials/stale-page', Object.assign(res.locals, { madeAt: new Date(page.madeAt) }))
  const html = page.bodies.identity.toString().replace(/<main\b[^>]*>/, (main) => `${main}\n${line}`)
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Last-Modified', new Date(page.madeAt).toUTCString())
  res.setHeader('Age', Math.round((Date.now() - page.madeAt) / 1000))
  res.status(200).type('html').send(html)
  return true
}
