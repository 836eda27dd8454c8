import compression from 'compression'
import express, { type RequestHandler } from 'express'
import type { RequestListener } from 'node:http'
import { constants } from 'node:zlib'
import type { Logger } from 'pino'
import type { Config } from '#config.ts'
import type { Db } from '#db/db.ts'
import type { Clock } from '#lib/day.ts'
import { isUuid } from '#lib/fields.ts'
import { locales } from '#lib/locale.ts'
import { modules } from '#modules.ts'
import { peopleRoutes } from '#people/routes.ts'
import { authentication } from '#people/sign-in.ts'
import { wellKnownRoutes } from '#project/well-known.ts'
import type { Services } from '#services/services.ts'
import { parseBody } from '#web/body.ts'
import type { PageCache } from '#web/cache.ts'
import { NotFound } from '#web/errors.ts'
import { answerFailure } from '#web/failures.ts'
import { healthRoutes, type Health } from '#web/health.ts'
import { rateLimiter, type RateLimits } from '#web/limits.ts'
import { linksAmong } from '#web/links.ts'
import { logRequests, type Metrics } from '#web/log.ts'
import type { ShortLivedCache } from '#web/recent.ts'
import { permissionsPolicy, refuseForeignPosts, securityHeaders } from '#web/security.ts'
import { redirectScripts } from '#web/scripted.ts'
import { serveServiceWorker } from '#web/worker.ts'
import { sessions } from '#web/session.ts'
import { cachePolicy, preferredLocale, localiseRequest, type Site } from '#web/site.ts'
import type { Printer } from '#print/print.ts'
import type { Store } from '#files/store.ts'
import { isMultipart } from '#files/multipart.ts'
import { keepTexts, receiveFiles } from '#files/uploads.ts'
import { signInAgainPage } from '#people/expiry.ts'

export interface Portal {
  db: Db
  store: Store
  config: Config
  secret: string
  now: Clock
  log: Logger
  metrics: Metrics
  health: Health
  cache: PageCache
  recent: ShortLivedCache
  printer: Printer
  rateLimits: RateLimits
  assets: { url: (name: string) => string; serve: RequestHandler }
}

/** The whole portal as one request listener: the page cache in front, then each step of a request in order. */
export function createApp(portal: Portal): RequestListener {
  const { db, store, config, log } = portal
  const https = config.origin.startsWith('https:')
  const { initialize, knowViewer, signIn } = authentication(db, portal.recent, portal.now)
  const services: Services = { ...portal, limits: rateLimiter(db, portal.rateLimits), modules }
  const app = express()

  app.disable('x-powered-by').disable('etag').set('trust proxy', config.trustProxy).set('query parser', 'simple')
  app.use(logRequests(log, portal.metrics))
  app.use(securityHeaders(https), permissionsPolicy)
  app.use(healthRoutes(portal.health, portal.metrics, config.metricsToken))
  app.use(portal.assets.serve, serveServiceWorker(portal.assets.url, config.offline))
  app.use(localiseRequest(siteOf(portal)))
  app.use(wellKnownRoutes(services))
  app.use(sessions(db, portal.recent, { ...config, secret: portal.secret, https }), cachePolicy, portal.cache.collect)
  app.use(compression({ threshold: 1024, level: 1, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } } }))
  app.use(initialize, knowViewer, redirectScripts)
  app.post(
    '/{*any}',
    parseBody,
    refuseForeignPosts(config.origin),
    services.limits.onPost,
    receiveFiles({ db, store, folder: config.uploadsFolder, log }),
    carryAutosave,
  )
  app.get('/', (req, res) => res.vary('Accept-Language').redirect(302, `/${preferredLocale(req)}`))
  app.get('/equipment/:label', inOwnLanguage)
  app.use(
    locales.map((locale) => `/${locale}`),
    peopleRoutes(services, signIn),
    modules.flatMap(({ routes }) => routes.map((make) => make(services))),
  )
  app.use(() => {
    throw new NotFound()
  })
  app.use(signInAgainPage, answerFailure(log, readTyped))
  return portal.cache.inFrontOf(app)
}

// Labels on things are read for years, by people of any language: their address has none.
const inOwnLanguage: RequestHandler = (req, res) =>
  res.vary('Accept-Language').redirect(302, `/${preferredLocale(req)}${req.path}`)

// What a form sends is saved together with the end of its draft, whatever the form is.
const carryAutosave: RequestHandler = (req, _res, next) => {
  const { draft } = (req.body ?? {}) as { draft?: unknown }
  if (req.viewer && typeof draft === 'string' && isUuid(draft)) req.viewer = { ...req.viewer, draft }
  next()
}

// What was typed comes back even where nothing else could be done with the form.
const readTyped: RequestHandler = (req, res, next) => (isMultipart(req) ? keepTexts : parseBody)(req, res, next)

const siteOf = ({ config, assets }: Portal): Site => ({
  origin: config.origin,
  contact: config.contact,
  demo: config.demo,
  programmeLogo: config.programmeLogo,
  asset: assets.url,
  offline: config.offline,
  linksAt: linksAmong(modules.flatMap(({ links }) => links)),
})
