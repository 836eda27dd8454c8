import type { RequestListener } from 'node:http'
import { createApp } from '#app.ts'
import type { Config } from '#config.ts'
import { awaitDatabase, seedIfEmpty, openDatabase, migrateDatabase, type Database } from '#database.ts'
import { connect, type Db } from '#platform/db/connection.ts'
import { watchReadiness } from '#platform/db/readiness.ts'
import { openStore, type Store } from '#platform/files/store.ts'
import { StartupError } from '#platform/values/startup-error.ts'
import { endIdleWorkers } from '#platform/processes/worker-pool.ts'
import { demoAccounts, demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { hasDemoAccounts } from '#modules/people/accounts/queries.ts'
import { warningOfMissing } from '#modules/privacy/erasure/note-queries.ts'
import { notifyOfChanges } from '#change-notifications.ts'
import { measureMessages } from '#platform/mail/metrics.ts'
import { logoAt } from '#platform/pdf/logo.ts'
import { printer } from '#platform/pdf/printer.ts'
import { loadFactorKeys, loadSessionSecret } from '#session-secret.ts'
import { loadAssets } from '#platform/pages/assets.ts'
import { createPageCache } from '#platform/pages/page-cache.ts'
import { defaultRateLimits } from '#platform/limits/rate-limits.ts'
import { createLog, createMetrics, type Metrics } from '#platform/monitoring/request-log.ts'
import { createPostMemory } from '#platform/web/double-posts.ts'
import { createShortLivedCache } from '#platform/sessions/short-lived-cache.ts'
import { behindIn, clockBehind, startBackgroundWork, cleanUp } from '#background-work.ts'

export interface StartedPortal {
  listener: RequestListener
  greeting: string
  beginClosing: () => void
  close: () => Promise<void>
}

/** Everything but the listening: database, schema, demonstration content, cache, pages. */
export async function startPortal(config: Config): Promise<StartedPortal> {
  const database = await openDatabase(config, false)
  try {
    await awaitDatabase(database, config)
    await migrateDatabase(database)
    return await assemble(config, database)
  } catch (error) {
    await database.stop()
    throw error
  }
}

async function assemble(config: Config, database: Database): Promise<StartedPortal> {
  const behind = await behindIn(config, database.url)
  const now = clockBehind(behind)
  const db = connect(database.url, 10, { prepared: config.prepared, behind })
  const store = await openStore(config.filesFolder, config.filesS3)
  await seedDemo(config, db, store)
  const metrics = measured(db)
  const cache = createPageCache({ megabytes: config.pageCacheMegabytes, onHit: () => metrics.cached.inc() })
  const recent = createShortLivedCache()
  const log = createLog(config.logLevel)
  const work = { config, db, now, store, log, metrics }
  const background = config.jobsHere ? await startBackgroundWork(work) : null
  const listeners = [cache, recent, ...(background ? [background.listener] : [])]
  const stopNotifying = notifyOfChanges(config.listenUrl ?? database.url, listeners)
  void cleanUp(work).catch((error: unknown) => log.warn({ err: error }, 'not tidied'))
  const readiness = await watchReadiness(database.url)
  let closing = false

  const listener = createApp({
    ...work,
    secret: await loadSessionSecret(config),
    factorKeys: await loadFactorKeys(config),
    health: { isReady: () => Promise.resolve(readiness.isReady()), isClosing: () => closing },
    cache,
    recent,
    posts: createPostMemory(),
    printer: printer(logoAt(config.programmeLogo)),
    rateLimits: defaultRateLimits,
    assets: await loadAssets(),
  })
  const close = async () => {
    await stopNotifying()
    await readiness.close()
    await background?.close()
    endIdleWorkers()
    await db.destroy()
    await database.stop()
  }
  const greeting = [greetingFor(config), (await warningOfMissing(db, store)) ?? []].flat().join('\n\n')
  return { listener, greeting, beginClosing: () => void (closing = true), close }
}

function measured(db: Db): Metrics {
  const metrics = createMetrics()
  measureMessages(metrics.registry, db)
  return metrics
}

/** A demonstration tells its story on the first start; a portal for real work never shares its accounts. */
async function seedDemo({ demo, production }: Config, db: Db, store: Store): Promise<void> {
  if (demo) {
    // Read only where it is told: the story is longer than the portal.
    await seedIfEmpty(db, async (trx) => {
      console.log('The database is empty: the demonstration is written into it, which takes a minute or two …')
      const { seedWithPictures } = await import('../seeds/seed-with-pictures.ts')
      await seedWithPictures(store)(trx)
    })
  }
  if (production && (await hasDemoAccounts(db))) {
    throw new StartupError(
      'The database holds the demonstration cast, whose password is public: use a database of your own for production.',
    )
  }
}

function greetingFor({ origin, demo }: Config): string {
  const accounts = demo
    ? [
        '',
        `Demonstration accounts (password ${demoPassword}):`,
        ...demoAccounts.map(({ email, role }) => `  ${email.padEnd(24)} ${role}`),
      ]
    : []
  return [`Act Local is ready at ${origin}`, ...accounts, '', 'Stop it with Ctrl-C.'].join('\n')
}
