import { Router, type Request, type RequestHandler, type Response } from 'express'
import type { Locale } from '#platform/i18n/locale.ts'
import { filled, type ParamsOf, type Path } from '#platform/values/path.ts'
import type { Role, Viewer } from '#platform/values/viewer.ts'
import { hasRole } from '#platform/values/viewer.ts'
import { Forbidden, Unauthenticated } from './errors.ts'
import type { Body } from '#platform/forms/form-kit.ts'
import { retryWhileUnavailable } from '#platform/pages/stale-page.ts'
import { readableQuery } from '#platform/pages/query.ts'

/** Decides who may ask, and hands the handler the viewer it is sure of. */
export type Guard<V extends Viewer | null> = (viewer: Viewer | null) => V

export const anyone: Guard<Viewer | null> = (viewer) => viewer

export const signedIn: Guard<Viewer> = (viewer) => {
  if (!viewer) throw new Unauthenticated()
  return viewer
}

export const only =
  (...roles: Role[]): Guard<Viewer> =>
  (viewer) => {
    const known = signedIn(viewer)
    if (!hasRole(known, ...roles)) throw new Forbidden()
    return known
  }

/** What a handler is given: the request with its parsed parts, the answer, and the viewer the guard let in. */
export interface RouteContext<P extends string, V extends Viewer | null> {
  req: Request
  res: Response
  viewer: V
  locale: Locale
  params: Record<P, string>
  query: Record<string, string>
  body: Body
}

type Handler<P extends string, V extends Viewer | null> = (context: RouteContext<P, V>) => Promise<void> | void

const slug = /^[a-z0-9-]{1,80}$/

const patternOf = (path: { pattern: string } | string) => (typeof path === 'string' ? path : path.pattern)

// Express tries every pattern, one after the other: most routers can be passed by for how the address begins.
const headOfPattern = (pattern: string): string => /^(?:\/[\w.-]+(?=\/|$)){0,2}/.exec(pattern)?.[0].toLowerCase() ?? ''

function headsOf(path: string): string[] {
  const [, first = '', second = ''] = path.toLowerCase().split('/', 3)
  return ['', `/${first}`, `/${first}/${second}`]
}

// A page that answers a post has the address of the post: reloaded, or asked for in another language, it is the form's page.
const leadTo =
  (page: string): Handler<string, Viewer | null> =>
  ({ res, locale, params }) =>
    res.redirect(302, `/${locale}${filled(page, params)}`)

/** A router on which a route without a guard does not compile. Parameters are slugs, ids or numbers; others are not found. */
export function routes() {
  const ours = Router()
  const heads = new Set<string>()
  const router: RequestHandler = (req, res, next) => {
    if (headsOf(req.path).some((head) => heads.has(head))) ours(req, res, next)
    else next()
  }

  const handle = <P extends string, V extends Viewer | null>(
    guard: Guard<V>,
    handler: Handler<P, V>,
  ): RequestHandler => {
    return async (req, res, next) => {
      const params = req.params as Record<P, string>
      if (!Object.values<string>(params).every((value) => slug.test(value))) return next()
      const viewer = guard(req.viewer)
      const { locale } = res.locals as { locale: Locale }
      const query = readableQuery(req, res)
      const answer = () => handler({ req, res, viewer, locale, params, query, body: (req.body ?? {}) as Body })
      if (viewer || req.method === 'POST') await answer()
      else await retryWhileUnavailable(res, answer)
    }
  }

  return {
    router,
    get: <Pattern extends string, V extends Viewer | null>(
      path: Path<Pattern> | Pattern,
      guard: Guard<V>,
      handler: Handler<ParamsOf<Pattern>, V>,
    ) => {
      heads.add(headOfPattern(patternOf(path)))
      ours.get(patternOf(path), handle(guard, handler))
    },
    post: <Pattern extends string, V extends Viewer | null>(
      path: Path<Pattern> | Pattern,
      guard: Guard<V>,
      handler: Handler<ParamsOf<Pattern>, V>,
    ) => {
      heads.add(headOfPattern(patternOf(path)))
      ours.post(patternOf(path), handle(guard, handler))
      if (typeof path !== 'string' && path.formOn) ours.get(path.pattern, handle(guard, leadTo(path.formOn)))
    },
  }
}
