import type { RequestListener } from 'node:http'
import type { Logger } from 'pino'
import { createApp } from '#app.ts'
import type { Config } from '#config.ts'
import { forgetOldKeys, onAct } from '#db/act.ts'
import { fillOnce, openDatabase, prepare, type Database } from '#database.ts'
import { connect, type Db } from '#db/db.ts'
import { forgetOldDrafts } from '#drafts/commands.ts'
import { listenForActs } from '#db/listen.ts'
import { isCurrent } from '#db/migrate.ts'
import { openStore, type Store } from '#files/store.ts'
import { tidy } from '#files/tidy-commands.ts'
import { CannotStart } from '#lib/cannot-start.ts'
import type { Clock } from '#lib/day.ts'
import { cast, demoPassword } from '#people/cast.ts'
import { hasDemoCast } from '#people/queries.ts'
import { secretOf } from '#secret.ts'
import { loadAssets } from '#web/assets.ts'
import { createPageCache } from '#web/cache.ts'
import { usualAllowance } from '#web/limits.ts'
import { createLog, createMetrics } from '#web/log.ts'
import { createRecent } from '#web/recent.ts'

const everySixHours = 6 * 3_600_000
// In the demonstration it is the day on which its story stands, whenever somebody starts it.
const storyStands = Date.UTC(2020, 2, 2, 10)

export interface Launched {
  listener: RequestListener
  greeting: string
  beginClosing: () => void
  close: () => Promise<void>
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
  const store = await openStore(config.filesFolder, config.filesS3)
  await settle(config, db, store)
  const metrics = createMetrics()
  const cache = createPageCache(() => metrics.cached.inc())
  const recent = createRecent()
  const stopHearing = hear(config.listenUrl ?? database.url, [cache, recent])
  const log = createLog(config.logLevel)
  const stopTidying = tidyRegularly(config, db, store, log)
  let closing = false

  const listener = createApp({
    db,
    store,
    config,
    secret: await secretOf(config),
    now: clockOf(config),
    log,
    metrics,
    health: { isReady: () => isCurrent(db), isClosing: () => closing },
    cache,
    recent,
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
      stopTidying()
      await stopHearing()
      await db.destroy()
      await database.stop()
    },
  }
}

/** Tells the time it is, or would be in the demonstration's story. */
function clockOf({ demo }: Config): Clock {
  const behind = demo ? Date.now() - storyStands : 0
  return () => new Date(Date.now() - behind)
}

/** Forgets what is old and of no use, now and every six hours; returns what ends it. */
function tidyRegularly({ uploadsFolder }: Config, db: Db, store: Store, log: Logger): () => void {
  const forgetOld = () => {
    Promise.all([forgetOldKeys(db), forgetOldDrafts(db)])
      .then(() => tidy(db, store, uploadsFolder, () => new Date()))
      .catch((error: unknown) => log.warn({ err: error }, 'not tidied'))
  }
  forgetOld()
  const tidying = setInterval(forgetOld, everySixHours).unref()
  return () => clearInterval(tidying)
}

interface Kept {
  forget: () => void
  trust: (heard: boolean) => void
}

/** Lets what is kept be forgotten after every act, of this process and of any other; returns what ends it. */
function hear(url: string, kept: readonly Kept[]): () => Promise<void> {
  const forget = () => {
    for (const each of kept) each.forget()
  }
  const trust = (heard: boolean) => {
    for (const each of kept) each.trust(heard)
  }
  const stopHearing = onAct(forget)
  const stopListening = listenForActs(url, forget, trust)
  return async () => {
    stopHearing()
    await stopListening()
  }
}

/** A demonstration tells its story on the first start; a portal for real work never shares its accounts. */
async function settle({ demo, production }: Config, db: Db, store: Store): Promise<void> {
  if (demo) {
    const { seedWithPictures } = await import('../seeds/tell-pictures.ts')
    await fillOnce(db, seedWithPictures(store))
  }
  if (production && (await hasDemoCast(db))) {
    throw new CannotStart(
      'The database holds the demonstration cast, whose password is public: use a database of your own for production.',
    )
  }
}

function greetingOf({ origin, demo }: Config): string {
  const accounts = demo
    ? [
        '',
        `Demonstration accounts (password ${demoPassword}):`,
        ...cast.map(({ email, role }) => `  ${email.padEnd(24)} ${role}`),
      ]
    : []
  return [`Act Local is ready at ${origin}`, ...accounts, '', 'Stop it with Ctrl-C.'].join('\n')
}
