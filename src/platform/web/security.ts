import type { Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import { CrossSitePost, NotOverHttps } from './errors.ts'

/** The headers of every answer. No inline script or style is ever needed, so none is allowed. */
export const securityHeaders = (https: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        workerSrc: ["'self'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
  })

export const permissionsPolicy: RequestHandler = (_req, res, next) => {
  res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  next()
}

const signingIn = /^\/(lv|et|en)\/(sign-in|forgotten)/i

/**
 * Refuses posts that another site's page sent: by Fetch metadata, else by Origin. A browser sends at least one of the
 * two; a post with neither is refused where it carries a session, because only a browser's cookie could be abused. A page
 * behind a private link tells nobody its address: an older browser posts from there with the origin 'null', which says
 * nothing. Where somebody signs in, or asks for a letter to, only what says that it comes from here is taken.
 */
export const refuseForeignPosts =
  (origin: string): RequestHandler =>
  (req, res, next) => {
    const site = req.get('sec-fetch-site')
    const from = req.get('origin')
    const own = site
      ? site === 'same-origin' || site === 'none'
      : from && from !== 'null'
        ? isOwn(from, origin, req.get('host'))
        : !res.locals['hadSession'] && !signingIn.test(req.path)
    next(own ? undefined : new CrossSitePost())
  }

// On the machine of whoever tries the portal out it has several names.
const isOwn = (from: string, origin: string, host: string | undefined) =>
  from === origin || (!origin.startsWith('https:') && from === `http://${host ?? ''}`)

/** The path if it is one of our own pages, else the fallback: no redirect ever leaves the portal. */
export const ownPath = (wanted: unknown, fallback: string): string =>
  typeof wanted === 'string' && /^\/(lv|et|en)(\/[\w./~-]*)?(\?[\w=&.%~-]*)?$/.test(wanted) && !wanted.includes('//')
    ? wanted
    : fallback

/** Browsers are given the session's cookie over https alone: without it they would be led to sign in again and again. */
export function refusePlainHttp(req: Request, origin: string): void {
  if (origin.startsWith('https:') && !req.secure) throw new NotOverHttps()
}

/** Lets no cache keep a page, no search engine find it, and no other site learn its address. */
export function setPrivateHeaders(res: Response): void {
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Referrer-Policy', 'no-referrer')
  res.setHeader('X-Robots-Tag', 'noindex, nofollow')
  delete res.locals['keepPage']
}
