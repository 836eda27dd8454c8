import { readConfig, type Config } from '#config.ts'
import { awaitDatabase, openDatabase, migrateDatabase } from '#database.ts'
import { connect } from '#platform/db/connection.ts'
import { openStore } from '#platform/files/store.ts'
import { notifyOfChanges } from '#change-notifications.ts'
import { startupMessage } from '#platform/values/startup-error.ts'
import { createLog, createMetrics } from '#platform/monitoring/request-log.ts'
import { behindIn, clockBehind, startBackgroundWork } from '#background-work.ts'

/** A process that answers no requests: it sends the letters and does what is due, for portals with JOBS=worker. */
try {
  const stop = await open(readConfig(process.env))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0)))
  }
  console.log('The worker is ready. Stop it with Ctrl-C.')
} catch (error) {
  console.error(startupMessage(error))
  process.exit(1)
}

async function open(config: Config): Promise<() => Promise<void>> {
  const database = await openDatabase(config, true)
  await awaitDatabase(database, config)
  await migrateDatabase(database)
  const behind = await behindIn(config, database.url)
  const db = connect(database.url, 4, { prepared: config.prepared, behind })
  const store = await openStore(config.filesFolder, config.filesS3)
  const log = createLog(config.logLevel)
  const work = await startBackgroundWork({ config, db, now: clockBehind(behind), store, log, metrics: createMetrics() })
  const stopListening = notifyOfChanges(config.listenUrl ?? database.url, [work.listener])
  return async () => {
    await stopListening()
    await work.close()
    await db.destroy()
    await database.stop()
  }
}
