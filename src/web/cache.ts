import { createHash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { RequestHandler } from 'express'

interface Entry {
  until: number
  etag: string
  headers: OutgoingHttpHeaders
  bodies: Record<'br' | 'gzip' | 'identity', Buffer>
}

const mostEntries = 2000
// Acts end entries at once; the time is a second wall, should a connection pooler swallow the notices.
const longest = 5 * 60_000
const perRequest = new Set(['x-request-id', 'set-cookie', 'content-length', 'content-encoding', 'etag', 'date', 'vary'])

export const etagOf = (html: string): string => `W/"${createHash('sha1').update(html).digest('base64url')}"`

/**
 * Whole pages for visitors without a session, kept until the next act anywhere: `forget` is called after every act of
 * this process and every notice of another's; `trust(false)` stops keeping while notices cannot be heard.
 */
export function createPageCache(onHit: () => void = () => undefined) {
  const entries = new Map<string, Entry>()
  let generation = 0
  let trusted = false

  const isPublic = (req: IncomingMessage) =>
    trusted &&
    (req.method === 'GET' || req.method === 'HEAD') &&
    req.headers.cookie === undefined &&
    (req.url ?? '').length < 300

  const forget = () => {
    generation += 1
    entries.clear()
  }

  const keep = (url: string, html: string, headers: OutgoingHttpHeaders, seen: number) => {
    if (seen !== generation || !trusted) return
    if (entries.size >= mostEntries) entries.clear()
    entries.set(url, entryOf(html, headers))
  }

  return {
    forget,
    trust: (heard: boolean) => {
      trusted = heard
      forget()
    },
    /** Answers from the cache where it can, before anything else runs; else lets the portal answer. */
    inFrontOf:
      (portal: RequestListener): RequestListener =>
      (req, res) => {
        const entry = isPublic(req) ? entries.get(req.url ?? '') : undefined
        if (!entry || entry.until < Date.now()) return portal(req, res)
        onHit()
        answer(req, res, entry)
      },
    /** Lets `render` hand over the page it made. */
    collect: ((req, res, next) => {
      const seen = generation
      if (isPublic(req)) res.locals['keepPage'] = (html: string) => keep(req.originalUrl, html, res.getHeaders(), seen)
      next()
    }) satisfies RequestHandler,
  }
}

export type PageCache = ReturnType<typeof createPageCache>

function entryOf(html: string, headers: OutgoingHttpHeaders): Entry {
  const body = Buffer.from(html)
  const lasting = Object.entries(headers).filter(([name]) => !perRequest.has(name))
  return {
    until: Date.now() + longest,
    etag: etagOf(html),
    headers: {
      ...Object.fromEntries(lasting),
      'content-type': 'text/html; charset=utf-8',
      vary: 'Cookie, Accept-Encoding',
    },
    bodies: {
      br: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
      gzip: gzipSync(body),
      identity: body,
    },
  }
}

function answer(req: IncomingMessage, res: ServerResponse, { etag, headers, bodies }: Entry) {
  if (req.headers['if-none-match'] === etag) {
    res.writeHead(304, { ...headers, etag })
    res.end()
    return
  }
  const accepted = req.headers['accept-encoding'] ?? ''
  const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : 'identity'
  const body = bodies[encoding]
  res.writeHead(200, {
    ...headers,
    etag,
    'content-length': body.length,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  })
  res.end(req.method === 'HEAD' ? undefined : body)
}
