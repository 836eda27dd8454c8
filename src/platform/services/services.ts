import type { RequestHandler } from 'express'
import type { Db, Query } from '#platform/db/connection.ts'
import type { Store } from '#platform/files/store.ts'
import type { Job } from '#platform/jobs/job.ts'
import type { Clock, Day } from '#platform/values/day.ts'
import type { SealingKeys } from '#platform/values/sealed.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { Printer } from '#platform/pdf/printer.ts'
import type { LinkRenewal } from './link-renewal.ts'
import type { RateLimiter } from '#platform/limits/rate-limits.ts'
import type { PersonalData } from './personal-data.ts'
import type { Link } from '#platform/pages/links.ts'

/** A provider of OpenID Connect whose accounts people may sign in with. */
export interface ProviderSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** What people call it. */
  name: string
  /** The ways of signing in there that are strong enough, by their names and with spaces between; null where any will do. */
  acr: string | null
}

/** What of the configuration the pages of a module read. */
export interface Settings {
  /** Scheme, host and port under which people reach the portal, without a final slash. */
  origin: string
  contact: { phone: string; email: string }
  /** Whether this portal is a demonstration, whose accounts everybody may try. */
  demo: boolean
  singleSignOn: ProviderSettings | null
  /** Where letters are handed over; null where none are sent. */
  smtpUrl: string | null
  /** Until when the project's documents must be shown to auditors; null where nobody has said so. */
  retentionUntil: Day | null
}

/** What the pages and jobs of every module work with; made once, in `app.ts`. */
export interface Services {
  db: Db
  /** Where the bytes of files are. */
  store: Store
  config: Settings
  /** What addresses are signed with that let somebody in without signing in. */
  secret: string
  /** What the secrets of second factors are sealed with. */
  factorKeys: SealingKeys
  /** Tells the present instant, in the demonstration that of its story. */
  now: Clock
  limits: RateLimiter
  printer: Printer
  /** Every module of the portal, in the order of `modules.ts`. */
  modules: readonly Module[]
}

/** Pages that everybody may read, as paths without the language. */
export interface PublicPages {
  /** Those that are always there. */
  paths: readonly string[]
  /** Those of records: where each is, by its slug, and a query without an order that gives each `slug` once. */
  records?: { path: (slug: string) => string; slugs: (db: Db) => Query }
}

/** Whether a person may write in the form of a thing with this id, together with others, by the kind of thing. */
export type MayWrite = Record<string, (viewer: Viewer, id: string) => Promise<boolean>>

/** The services that jobs need, without a request. */
export type JobServices = Pick<Services, 'db' | 'now' | 'store' | 'config' | 'modules'>

/**
 * What the rest of the portal needs to know of a module. Each field must be given, if only to say that there is nothing:
 * app, jobs, menus, desk, sitemap, activity log, import rules and the tests of roles and tables read it.
 */
export interface Module {
  name: string
  /** The modules whose code it may import. */
  uses: readonly string[]
  /** Tables that it keeps. */
  tables: readonly string[]
  /** Tables of other modules that stand in its SQL. */
  reads: readonly string[]
  /** Its pages, in the order in which their addresses are tried. */
  routes: readonly ((services: Services) => RequestHandler)[]
  jobs: ((services: JobServices) => Job[]) | null
  links: readonly Link[]
  /** First words of the events that it records; `audit:kinds` and `audit:events` have the words. */
  auditKinds: readonly string[]
  publicPages: PublicPages | null
  /** What it keeps about people: the register, export, erasure and the privacy page are made of it. */
  personalData: PersonalData
  /** How its letters with a private link get a new one when they are sent again. */
  linkRenewals: readonly LinkRenewal[] | null
  /** Forms in which several people may write at once. */
  mayWrite: ((db: Db) => MayWrite) | null
}
