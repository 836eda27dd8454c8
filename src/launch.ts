import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { createApp } from '#app.ts'
import type { Config } from '#config.ts'
import { onAct } from '#db/act.ts'
import { connect, type Db } from '#db/db.ts'
import { startEmbedded } from '#db/embedded.ts'
import { isAway } from '#db/failures.ts'
import { listenForActs } from '#db/listen.ts'
import { isCurrent, migrate } from '#db/migrate.ts'
import { CannotStart } from '#lib/cannot-start.ts'
import { cast } from '#people/cast.ts'
import { hasDemoCast } from '#people/queries.ts'
import { loadAssets } from '#web/assets.ts'
import { createPageCache } from '#web/cache.ts'
import { usualAllowance } from '#web/limits.ts'
import { createLog, createMetrics } from '#web/log.ts'

export interface Database {
  url: string
  ownerUrl: string
  stop(): Promise<void>
}

/** The database that the environment names, or the portal's own one in the data folder. */
export async function openDatabase(config: Config, joining: boolean): Promise<Database> {
  if (config.databaseUrl) {
    const url = config.databaseUrl
    return { url, ownerUrl: config.databaseOwnerUrl ?? url, stop: async () => undefined }
  }
  const server = await startEmbedded(config.dataFolder, { join: joining })
  return { url: server.appUrl, ownerUrl: server.ownerUrl, stop: () => server.stop() }
}

/** Brings the schema up to date, saying plainly where the database cannot be reached. */
export async function prepare({ url, ownerUrl }: Database): Promise<void> {
  try {
    await migrate(ownerUrl, decodeURIComponent(new URL(url).username))
  } catch (error) {
    throw isAway(error) || /password|authentication|does not exist|permission/i.test(String(error))
      ? unreachable(ownerUrl, error)
      : error
  }
}

function unreachable(url: string, error: unknown): CannotStart {
  const { hostname, port, pathname } = new URL(url)
  const reason = error instanceof AggregateError ? error.errors.map(String).join(', ') : (error as Error).message
  return new CannotStart(
    `The database ${pathname.slice(1)} at ${hostname}:${port || 5432} cannot be used (${reason}): check DATABASE_URL, and that the server runs and lets this account in.`,
  )
}

/** Sessions must outlive a restart, so a portal without SESSION_SECRET keeps one in its data folder. */
function secretOf({ sessionSecret, dataFolder }: Config): string {
  if (sessionSecret) return sessionSecret
  const file = join(dataFolder, 'session-secret')
  try {
    return readFileSync(file, 'utf8')
  } catch {
    mkdirSync(dataFolder, { recursive: true })
    const secret = randomBytes(32).toString('hex')
    writeFileSync(file, secret, { mode: 0o600 })
    return secret
  }
}

export interface Launched {
  listener: RequestListener
  greeting: string
  beginClosing(): void
  close(): Promise<void>
}

/** Everything but the listening: database, schema, demonstration content, cache, pages. */
export async function launch(config: Config): Promise<Launched> {
  const database = await openDatabase(config, false)
  try {
    await prepare(database)
    return await compose(config, database)
  } catch (error) {
    await database.stop()
    throw error
  }
}

async function compose(config: Config, database: Database): Promise<Launched> {
  const db = connect(database.url)
  if (config.demo) await seedOnce(db)
  if (config.production && (await hasDemoCast(db))) {
    await db.destroy()
    throw new CannotStart(
      'The database holds the demonstration cast, whose password is public: use a database of your own for production.',
    )
  }
  const metrics = createMetrics()
  const cache = createPageCache(() => metrics.cached.inc())
  const stopHearing = onAct(cache.forget)
  const stopListening = listenForActs(database.url, cache.forget, cache.trust)
  let closing = false

  const listener = createApp({
    db,
    config,
    secret: secretOf(config),
    now: () => new Date(),
    log: createLog(config.logLevel),
    metrics,
    health: { isReady: () => isCurrent(db), isClosing: () => closing },
    cache,
    allowance: usualAllowance,
    assets: await loadAssets(),
  })

  return {
    listener,
    greeting: greetingOf(config),
    beginClosing: () => {
      closing = true
    },
    close: async () => {
      stopHearing()
      await stopListening()
      await db.destroy()
      await database.stop()
    },
  }
}

async function seedOnce(db: Db) {
  if (await db('projects').first('id')) return
  const { seed } = await import('../seeds/seed.ts')
  await seed(db)
}

function greetingOf({ origin, demo }: Config): string {
  const accounts = demo
    ? [
        '',
        'Demonstration accounts (password parish-demo-2019):',
        ...cast.map(({ email, role }) => `  ${email.padEnd(24)} ${role}`),
      ]
    : []
  return [`Act Local is ready at ${origin}`, ...accounts, '', 'Stop it with Ctrl-C.'].join('\n')
}
