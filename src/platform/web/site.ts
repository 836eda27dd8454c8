import type { Request, RequestHandler, Response } from 'express'
import { formats } from '#platform/i18n/format.ts'
import { isLocale, locales, type Locale } from '#platform/i18n/locale.ts'
import type { Day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { LinksAt } from '#platform/pages/links.ts'
import { textRenderer } from '#platform/pages/html-text.ts'
import { translations } from '#platform/i18n/translations.ts'

/** What the pages of one portal have in common, whatever the language. */
export interface Site {
  origin: string
  contact: { phone: string; email: string }
  demo: boolean
  /** What people call the provider whose accounts they may sign in with; null where there is none. */
  singleSignOn: string | null
  programmeLogo: string | null
  asset: (name: string) => string
  /** Whether mentors may log advice without a connection. */
  offline: boolean
  /** The links of a place that are for this person, in their order. */
  linksAt: LinksAt
}

// Over https no other host, nor a page without it, can set the one with the prefix.
const isHttps = (origin: unknown) => String(origin).startsWith('https:')
const noticeCookie = (https: boolean) => (https ? '__Host-notice' : 'notice')

/** Whether a cookie that is set is such a notice. */
export const isNotice = (cookie: string): boolean => /^(?:__Host-)?notice=/.test(cookie)

/** Lets the next page say that something was done: a key below `notice` in the common words, and whom or what it is about. */
export function flash(res: Response, notice: string, about = ''): void {
  const https = isHttps(res.locals['origin'])
  res.cookie(noticeCookie(https), `${notice} ${about}`.trim().slice(0, 300), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: https,
    maxAge: 60_000,
  })
}

/** Gives every view the words, formatters and links of the language in the address, or of the one the visitor prefers. */
export function localiseRequest(site: Site): RequestHandler {
  const constants = Object.fromEntries(locales.map((locale) => [locale, localsFor(locale, site)]))

  return (req, res, next) => {
    const named = req.path.split('/')[1]
    const locale = isLocale(named) ? named : preferredLocale(req)
    const path = isLocale(named) ? req.url.slice(3).replace(/^\/$/, '') : ''
    res.locals = Object.assign(Object.create(constants[locale] ?? null), res.locals, {
      ...{ path, viewer: null, secondFactorDue: null },
      ...takeFlash(req, res, isHttps(site.origin)),
    }) as Response['locals']
    res.setHeader('Content-Language', locale)
    next()
  }
}

/** What every view inside the site layout has besides what its route gives it; views are checked against it. @public */
export type PageLocals = ReturnType<typeof localsFor> & {
  /** The address without the language, as it was asked for. */
  path: string
  viewer: Viewer | null
  /** By which day the viewer needs a second factor, where their role asks for one that they have not. */
  secondFactorDue: Day | null
  notice: string | null
  noticeAbout: string
}

function localsFor(locale: Locale, site: Site) {
  const { t, has } = translations[locale]
  return {
    ...site,
    ...formats[locale],
    ...textRenderer(locale, t),
    t,
    has,
    locale,
    locales,
    paths,
    to: (path = '') => `/${locale}${path}`,
  }
}

const plainNotice = /(?:^|;\s*)notice=([a-z_]+)(?:%20([^;\s]*))?/
const secureNotice = /(?:^|;\s*)__Host-notice=([a-z_]+)(?:%20([^;\s]*))?/

function takeFlash(req: Request, res: Response, https: boolean): { notice: string | null; noticeAbout: string } {
  const cookies = req.headers.cookie ?? ''
  const cookie = (https ? secureNotice : plainNotice).exec(cookies)
  if (cookie && req.method === 'GET') res.clearCookie(noticeCookie(https), { path: '/', secure: https })
  return { notice: cookie ? `notice.${cookie[1]}` : null, noticeAbout: decoded(cookie?.[2] ?? '') }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** Pages for visitors may be kept by caches if asked again each time; pages for somebody signed in may not. */
export const cachePolicy: RequestHandler = (req, res, next) => {
  const anonymous = !res.locals['hadSession'] && (req.method === 'GET' || req.method === 'HEAD')
  res.setHeader('Cache-Control', anonymous ? 'public, no-cache' : 'no-store')
  res.vary('Cookie')
  next()
}

/** The language a visitor asks for, of those the portal speaks; Latvian where they ask for none of them. */
export const preferredLocale = (req: Request): Locale => (req.acceptsLanguages(...locales) || 'lv') as Locale
