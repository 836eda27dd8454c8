import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import type { RequestListener } from 'node:http'
import type { Logger } from 'pino'
import type { Config } from '#config.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Clock } from '#platform/values/day.ts'
import type { SealingKeys } from '#platform/values/sealed.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { isLocale, locales } from '#platform/i18n/locale.ts'
import { modules } from '#modules.ts'
import { proveAgainPage } from '#modules/people/sign-in/proof-routes.ts'
import { peopleRoutes } from '#modules/people/routes.ts'
import { authentication } from '#modules/people/sign-in/authentication.ts'
import { wellKnownRoutes } from '#readers/project/well-known.ts'
import type { Services } from '#platform/services/services.ts'
import { giveTime } from '#platform/files/patience.ts'
import { parseBody } from '#platform/web/parse-body.ts'
import { brotliParams } from '#platform/pages/brotli.ts'
import type { PageCache } from '#platform/pages/page-cache.ts'
import { NotFound, OthersForm } from '#platform/web/errors.ts'
import { answerFailure } from '#platform/web/error-answers.ts'
import { healthRoutes, type Health } from '#platform/monitoring/health.ts'
import { rateLimiter, type RateLimits } from '#platform/limits/rate-limits.ts'
import { leadDoublePosts, type PostMemory } from '#platform/web/double-posts.ts'
import { linksAmong } from '#platform/pages/links.ts'
import { paths } from '#platform/paths/paths.ts'
import { logRequests, type Metrics } from '#platform/monitoring/request-log.ts'
import type { ShortLivedCache } from '#platform/sessions/short-lived-cache.ts'
import { permissionsPolicy, refuseForeignPosts, securityHeaders } from '#platform/web/security.ts'
import { recordReads, recordRefusals } from '#platform/web/data-reads.ts'
import { redirectScripts } from '#platform/web/script-redirects.ts'
import { serveServiceWorker } from '#platform/pages/service-worker.ts'
import { sessions, signOutEnded } from '#platform/sessions/session.ts'
import { cachePolicy, preferredLocale, localiseRequest, type Site } from '#platform/web/site.ts'
import type { Printer } from '#platform/pdf/printer.ts'
import type { Store } from '#platform/files/store.ts'
import { isMultipart } from '#platform/files/multipart.ts'
import { keepTexts, receiveFiles } from '#platform/files/upload-middleware.ts'
import { signInAgainPage } from '#modules/people/sign-in/expired-session.ts'

export interface Portal {
  db: Db
  store: Store
  config: Config
  secret: string
  factorKeys: SealingKeys
  now: Clock
  log: Logger
  metrics: Metrics
  health: Health
  cache: PageCache
  recent: ShortLivedCache
  posts: PostMemory
  printer: Printer
  rateLimits: RateLimits
  assets: { url: (name: string) => string; serve: RequestHandler }
}

/** The whole portal as one request listener: the page cache in front, then each step of a request in order. */
export function createApp(portal: Portal): RequestListener {
  const { db, store, config, log } = portal
  const https = config.origin.startsWith('https:')
  const { initialize, knowViewer, checkPassword, begin } = authentication({ ...portal, phone: config.contact.phone })
  const services: Services = { ...portal, limits: rateLimiter(db, portal.rateLimits), modules }
  const localise = localiseRequest(siteOf(portal))
  const app = express().enable('case sensitive routing')

  app.disable('x-powered-by').disable('etag').set('trust proxy', config.trustProxy).set('query parser', 'simple')
  app.use(logRequests(log, portal.metrics))
  app.use(securityHeaders(https), permissionsPolicy)
  app.use(healthRoutes(portal.health, portal.metrics, config.metricsToken))
  app.use(portal.assets.serve, serveServiceWorker(portal.assets.url, config.offline))
  app.use(inSmallLetters, localise)
  app.use(wellKnownRoutes(services))
  app.use(sessions(db, portal.recent, { ...config, secret: portal.secret, https }), cachePolicy, portal.cache.collect)
  app.use(compression({ threshold: 1024, level: 1, brotli: { params: brotliParams(1) } }))
  app.use(initialize, knowViewer, redirectScripts, recordReads(db, log))
  app.post(
    '/{*any}',
    giveTime,
    parseBody,
    refuseForeignPosts(config.origin),
    services.limits.onPost,
    receiveFiles({ db, store, folder: config.uploadsFolder, log }),
    signOutEnded(knowViewer),
    ofOneWriter,
    leadDoublePosts(db, portal.posts),
  )
  leadOn(app, portal.assets.url('img/icon-192.png'), config)
  app.use(
    locales.map((locale) => `/${locale}`),
    peopleRoutes(services, { checkPassword, begin }),
    modules.flatMap(({ routes }) => routes.map((make) => make(services))),
  )
  app.use(() => {
    throw new NotFound()
  })
  app.use(signInAgainPage, proveAgainPage, recordRefusals(db, log), answerFailure(log, localise, readTyped))
  return portal.cache.inFrontOf(app)
}

// Addresses outside of the languages.
function leadOn(app: Express, icon: string, { singleSignOn }: Pick<Config, 'singleSignOn'>): void {
  if (singleSignOn) app.get(paths.people.singleSignOnBack(), inLanguageOfAttempt)
  app.get('/', (req, res) => res.vary('Accept-Language').redirect(302, `/${preferredLocale(req)}`))
  app.get('/equipment/:label', inOwnLanguage)
  app.use(asTyped)
  app.use('/favicon.ico', (_req, res) => res.redirect(302, icon))
}

// A language in capital letters is another address of the same pages: whoever asks is led to the one that there is.
const inSmallLetters: RequestHandler = (req, res, next) => {
  const [, named = '', rest = ''] = /^\/([a-z]{2})((?:[/?].*)?)$/i.exec(req.url) ?? []
  const locale = named.toLowerCase()
  if (req.method === 'POST' || named === locale || !isLocale(locale)) return next()
  res.redirect(301, `/${locale}${rest}`)
}

// Labels on things are read for years, by people of any language: their address has none.
const inOwnLanguage: RequestHandler = (req, res) =>
  res.vary('Accept-Language').redirect(302, `/${preferredLocale(req)}${req.path}`)

// A provider knows one address to lead back to; which language somebody reads stands in what they come back with.
const inLanguageOfAttempt: RequestHandler = (req, res) => {
  const { state } = req.query
  const [named = ''] = typeof state === 'string' ? state.split('.') : []
  res.redirect(302, `/${isLocale(named) ? named : preferredLocale(req)}${req.url}`)
}

// What is typed from paper, or was told by phone, may lack the language, and begin with a capital letter.
const typed = /^(?:\/(lv|et|en))?(\/(?:parishes|initiatives|training|mentors|visits)(?:\/[^/]+)?)$/

const asTyped: RequestHandler = (req, res, next) => {
  const [, locale, place = ''] = (req.method === 'GET' && typed.exec(req.path)) || []
  const small = place.toLowerCase()
  if (place === '' || (locale !== undefined && small === place)) return next()
  res.vary('Accept-Language').redirect(302, `/${locale ?? preferredLocale(req)}${small}`)
}

// A page may stay open while somebody else signs in in the same browser: what its form sends is none of theirs.
const refuseOthersForms: RequestHandler = (req, _res, next) => {
  const { _person: maker } = (req.body ?? {}) as { _person?: unknown }
  next(req.viewer && maker !== undefined && maker !== req.viewer.id ? new OthersForm() : undefined)
}

// What a form sends is saved together with the end of its draft, whatever the form is.
const carryAutosave: RequestHandler = (req, _res, next) => {
  const { draft } = (req.body ?? {}) as { draft?: unknown }
  if (req.viewer && typeof draft === 'string' && isUuid(draft)) req.viewer = { ...req.viewer, draft }
  next()
}

const ofOneWriter = [refuseOthersForms, carryAutosave]

// What was typed comes back even where nothing else could be done with the form.
const readTyped: RequestHandler = (req, res, next) => (isMultipart(req) ? keepTexts : parseBody)(req, res, next)

const siteOf = ({ config, assets }: Portal): Site => ({
  origin: config.origin,
  contact: config.contact,
  demo: config.demo,
  singleSignOn: config.singleSignOn?.name ?? null,
  programmeLogo: config.programmeLogo,
  asset: assets.url,
  offline: config.offline,
  linksAt: linksAmong(modules.flatMap(({ links }) => links)),
})
