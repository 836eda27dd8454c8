import { adviceRoutes } from '#advice/routes.ts'
import { initiativeRoutes } from '#initiatives/routes.ts'
import compression from 'compression'
import express, { Router, type RequestHandler } from 'express'
import type { RequestListener } from 'node:http'
import { constants } from 'node:zlib'
import type { Logger } from 'pino'
import { assessmentRoutes } from '#assessments/routes.ts'
import { auditRoutes } from '#audit/routes.ts'
import type { Config } from '#config.ts'
import type { Db } from '#db/db.ts'
import { glossaryRoutes } from '#glossary/routes.ts'
import { draftRoutes } from '#drafts/routes.ts'
import { equipmentRoutes } from '#equipment/routes.ts'
import type { Clock } from '#lib/day.ts'
import { isUuid } from '#lib/fields.ts'
import { locales } from '#lib/locale.ts'
import { mailRoutes } from '#mail/routes.ts'
import { methodologyRoutes } from '#methodology/routes.ts'
import { parishRoutes } from '#parishes/routes.ts'
import { peopleAdminRoutes } from '#people/admin-routes.ts'
import { peopleRoutes } from '#people/routes.ts'
import { planPaperRoutes } from '#plans/paper-routes.ts'
import { planPapers } from '#plans/papers-print.ts'
import { meetingsIn } from '#plans/queries.ts'
import { planRoutes } from '#plans/routes.ts'
import { needRoutes } from '#needs/routes.ts'
import { resourceRoutes } from '#resources/routes.ts'
import { logoAt } from '#print/logo.ts'
import { printer } from '#print/print.ts'
import { presenceRoutes } from '#training/presence-routes.ts'
import { registrationRoutes } from '#training/registration-routes.ts'
import { trainingRoutes } from '#training/routes.ts'
import { recognise } from '#people/sign-in.ts'
import { projectRoutes } from '#project/routes.ts'
import { wellKnownRoutes } from '#project/well-known.ts'
import { parseBody } from '#web/body.ts'
import type { PageCache } from '#web/cache.ts'
import { NotFound } from '#web/errors.ts'
import { answerFailure } from '#web/failures.ts'
import { healthRoutes, type Health } from '#web/health.ts'
import { limits, type Allowance, type Limits } from '#web/limits.ts'
import { observe, type Metrics } from '#web/log.ts'
import type { Recent } from '#web/recent.ts'
import { permissionsPolicy, refuseForeignPosts, securityHeaders } from '#web/security.ts'
import { tellScripts } from '#web/scripted.ts'
import { serveWorker } from '#web/worker.ts'
import { sessions } from '#web/session.ts'
import { cachePolicy, preferredLocale, speak, type Site } from '#web/site.ts'
import { fileRoutes } from '#files/routes.ts'
import type { Store } from '#files/store.ts'
import { isMultipart } from '#files/multipart.ts'
import { keepTexts, receiveFiles } from '#files/uploads.ts'
import { deskRoutes } from '#work/routes.ts'
import { signInOnExpiry } from '#people/expiry.ts'

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
  recent: Recent
  allowance: Allowance
  assets: { url: (name: string) => string; serve: RequestHandler }
}

/** The whole portal as one request listener: the page cache in front, then each step of a request in order. */
export function createApp(portal: Portal): RequestListener {
  const { db, store, config, log } = portal
  const https = config.origin.startsWith('https:')
  const { initialize, knowViewer, signIn } = recognise(db, portal.recent, portal.now)
  const limited = limits(db, portal.allowance)
  const app = express()

  app.disable('x-powered-by').disable('etag').set('trust proxy', config.trustProxy).set('query parser', 'simple')
  app.use(observe(log, portal.metrics))
  app.use(securityHeaders(https), permissionsPolicy)
  app.use(healthRoutes(portal.health, portal.metrics, config.metricsToken))
  app.use(portal.assets.serve, serveWorker(portal.assets.url, config.offline))
  app.use(speak(siteOf(portal)))
  app.use(wellKnownRoutes(db, config, portal.now))
  app.use(sessions(db, portal.recent, { ...config, secret: portal.secret, https }), cachePolicy, portal.cache.collect)
  app.use(compression({ threshold: 1024, level: 1, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } } }))
  app.use(initialize, knowViewer, tellScripts)
  app.post(
    '/{*any}',
    parseBody,
    refuseForeignPosts(config.origin),
    limited.onPost,
    receiveFiles({ db, store, folder: config.uploadsFolder, log }),
    carryDraft,
  )
  app.get('/', (req, res) => res.vary('Accept-Language').redirect(302, `/${preferredLocale(req)}`))
  app.get('/equipment/:label', inOwnLanguage)
  app.use(
    locales.map((locale) => `/${locale}`),
    modules(portal, limited, peopleRoutes(db, { signIn, limits: limited, demo: config.demo })),
  )
  app.use(() => {
    throw new NotFound()
  })
  app.use(signInOnExpiry, answerFailure(log, readTyped))
  return portal.cache.inFrontOf(app)
}

// Labels on things are read for years, by people of any language: their address has none.
const inOwnLanguage: RequestHandler = (req, res) =>
  res.vary('Accept-Language').redirect(302, `/${preferredLocale(req)}${req.path}`)

// What a form sends is saved together with the end of its draft, whatever the form is.
const carryDraft: RequestHandler = (req, _res, next) => {
  const { draft } = (req.body ?? {}) as { draft?: unknown }
  if (req.viewer && typeof draft === 'string' && isUuid(draft)) req.viewer = { ...req.viewer, draft }
  next()
}

/** Every module's pages. */
function modules({ db, store, now, config, secret }: Portal, limited: Limits, people: Router): Router {
  const press = printer(logoAt(config.programmeLogo))
  const papers = planPapers(press, config)
  return Router().use(
    people,
    peopleAdminRoutes(db, now),
    auditRoutes(db),
    mailRoutes(db, config.smtpUrl !== null),
    glossaryRoutes(db),
    fileRoutes(db, store),
    draftRoutes(db, meetingsIn(db)),
    projectRoutes(db),
    parishRoutes(db, now),
    adviceRoutes(db, store, now),
    initiativeRoutes(db, store, now),
    methodologyRoutes(db, store, now),
    deskRoutes(db, now),
    resourceRoutes(db, now),
    assessmentRoutes(db, store),
    needRoutes(db),
    equipmentRoutes(db, store, now, press, config),
    registrationRoutes(db, now, limited),
    presenceRoutes(db, store, now, press, config),
    trainingRoutes(db, store, now, { origin: config.origin, secret }),
    planPaperRoutes(db, now, papers),
    planRoutes(db, store, now, papers),
  )
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
})
