import { createHash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { RequestHandler } from 'express'
import { brotliParams } from './brotli.ts'
import { createPageStore, type CachedPage } from './page-store.ts'

interface Settings {
  /** How much memory the pages may take. */
  megabytes?: number
  onHit?: () => void
}

// Acts end entries at once; the time is a second wall, should a connection pooler swallow the notices.
const longest = 5 * 60_000
const perRequest = new Set(['x-request-id', 'set-cookie', 'content-length', 'content-encoding', 'etag', 'date', 'vary'])

export const etagOf = (html: string): string => `W/"${createHash('sha1').update(html).digest('base64url')}"`

/**
 * Whole pages for visitors without a session, kept until the next change anywhere: `invalidate` is called after every change of
 * this process and every notice of another's; `setConnected(false)` stops keeping while notices cannot arrive. What was kept
 * until then is still there for `render` to show, marked with its time, where the database does not answer.
 */
export function createPageCache({ megabytes = 64, onHit = () => undefined }: Settings = {}) {
  const store = createPageStore(megabytes * 1024 * 1024)
  let generation = 0
  let connected = false

  const invalidate = () => {
    generation += 1
    store.clear()
  }

  const keep = (url: string, html: string, headers: OutgoingHttpHeaders, read: ReadonlySet<string>, seen: number) => {
    if (seen === generation && connected) store.keep(url, read, pageOf(html, headers))
  }

  return {
    invalidate,
    setConnected: (isConnected: boolean) => {
      connected = isConnected
      generation += 1
      // Whatever was written without a notice is unknown once notices arrive again.
      if (isConnected) store.clear()
    },
    size: store.size,
    /** Answers from the cache where it can, before anything else runs; else lets the portal answer. */
    inFrontOf:
      (portal: RequestListener): RequestListener =>
      (req, res) => {
        const page = connected && isPublic(req) ? store.find(req.url ?? '') : undefined
        if (!page || page.madeAt + longest < Date.now()) return portal(req, res)
        onHit()
        answer(req, res, page)
      },
    /** Lets `render` hand over the page it made, and find the one that was made before. */
    collect: ((req, res, next) => {
      const seen = generation
      const url = req.originalUrl
      if (isPublic(req)) {
        res.locals['keepPage'] = (html: string, read: ReadonlySet<string>) =>
          keep(url, html, res.getHeaders(), read, seen)
        res.locals['findCached'] = () => store.find(url)
      }
      next()
    }) satisfies RequestHandler,
  }
}

export type PageCache = ReturnType<typeof createPageCache>

const isPublic = (req: IncomingMessage) =>
  (req.method === 'GET' || req.method === 'HEAD') && req.headers.cookie === undefined && (req.url ?? '').length < 300

function pageOf(html: string, headers: OutgoingHttpHeaders): CachedPage {
  const body = Buffer.from(html)
  const lasting = Object.entries(headers).filter(([name]) => !perRequest.has(name))
  return {
    madeAt: Date.now(),
    etag: etagOf(html),
    headers: {
      ...Object.fromEntries(lasting),
      'content-type': 'text/html; charset=utf-8',
      vary: 'Cookie, Accept-Encoding',
    },
    bodies: {
      br: inOwnMemory(brotliCompressSync(body, { params: brotliParams(5) })),
      gzip: inOwnMemory(gzipSync(body)),
      identity: inOwnMemory(body),
    },
  }
}

// Small buffers are cut out of larger ones, which one page would keep whole: some 80 kB for a page of 17.
function inOwnMemory(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(own)
  return own
}

// An encoding that is named, and not with the weight of nought, which refuses it.
const taken = {
  br: /\bbr\b(?!\s*;\s*q=0(?:\.0{1,3})?\s*(?:,|$))/,
  gzip: /\bgzip\b(?!\s*;\s*q=0(?:\.0{1,3})?\s*(?:,|$))/,
}

function answer(req: IncomingMessage, res: ServerResponse, { etag, headers, bodies }: CachedPage) {
  if (req.headers['if-none-match'] === etag) {
    res.writeHead(304, { ...headers, etag })
    res.end()
    return
  }
  const accepted = req.headers['accept-encoding'] ?? ''
  const encoding = taken.br.test(accepted) ? 'br' : taken.gzip.test(accepted) ? 'gzip' : 'identity'
  const body = bodies[encoding]
  res.writeHead(200, {
    ...headers,
    etag,
    'content-length': body.length,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  })
  res.end(req.method === 'HEAD' ? undefined : body)
}
