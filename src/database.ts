import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '#config.ts'
import { connect, type Db } from '#platform/db/connection.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { isUnavailable } from '#platform/db/failures.ts'
import { supportsPreparedStatements } from '#platform/db/pooler.ts'
import { migrate } from '#platform/db/schema/migrate.ts'
import { StartupError } from '#platform/values/startup-error.ts'

const oldest = 15

export interface Database {
  url: string
  ownerUrl: string
  stop: () => Promise<void>
}

/** The database that the environment names, or the portal's own one in the data folder. */
export async function openDatabase(config: Config, joining: boolean): Promise<Database> {
  if (config.databaseUrl) {
    const url = config.databaseUrl
    return { url, ownerUrl: config.databaseOwnerUrl ?? url, stop: () => Promise.resolve() }
  }
  const server = await startEmbedded(config.dataFolder, { join: joining })
  return { url: server.appUrl, ownerUrl: server.ownerUrl, stop: () => server.stop() }
}

/**
 * Waits up to `seconds` for a database that does not answer yet, as on a machine that starts everything at once, and makes sure
 * that it keeps what is prepared where that is wanted; throws StartupError where it does not.
 */
export async function awaitDatabase({ url }: Database, { prepared, databaseUrl, databaseWait }: Config): Promise<void> {
  const until = performance.now() + databaseWait * 1000
  for (let told = false; ; told = true) {
    try {
      await checkConnection(url, 'DATABASE_URL')
      break
    } catch (error) {
      if (!isUnavailable((error as Error).cause) || performance.now() >= until) throw error
      if (!told) console.log(`${serverNamed(url)} does not answer yet. Waiting up to ${databaseWait} s.`)
      await pause(500)
    }
  }
  // Where the check itself fails there is nothing to be said about the pooler.
  const keeps = !prepared || databaseUrl === null || (await supportsPreparedStatements(url).catch(() => true))
  if (!keeps) throw new StartupError(`${serverNamed(url)} cannot be used: ${losesStatements}.`)
}

export const losesStatements =
  'the pooler before the database loses prepared statements: set max_prepared_statements in PgBouncer 1.21 or newer, or PREPARED_STATEMENTS=no'

/** Brings the schema up to date, saying plainly where the database cannot be reached or built on. */
export async function migrateDatabase({ url, ownerUrl }: Database): Promise<void> {
  const role = await checkConnection(url, 'DATABASE_URL')
  const owner = await checkConnection(ownerUrl, 'DATABASE_OWNER_URL')
  try {
    await migrate(ownerUrl, role)
  } catch (error) {
    if (error instanceof StartupError) throw error
    throw new StartupError(
      `${serverNamed(ownerUrl)} could not be brought up to date by the role ${owner} (${reasonOf(error)}): ` +
        'name the role that owns its tables in DATABASE_OWNER_URL, or see docs/operations.md.',
    )
  }
}

/** Whether the database answers, and as which role; throws StartupError naming `variable` where it does not. */
export async function checkConnection(url: string, variable: string): Promise<string> {
  const db = connect(url, 1, { prepared: false })
  try {
    const { rows } = await db.raw<{ rows: [{ role: string; version: string }] }>(
      `select current_user as role, current_setting('server_version') as version`,
    )
    const [{ role, version }] = rows
    if (Number.parseInt(version) < oldest) {
      throw new StartupError(`${serverNamed(url)} is PostgreSQL ${version}: the portal needs ${oldest} or newer.`)
    }
    return role
  } catch (error) {
    if (error instanceof StartupError) throw error
    throw new StartupError(
      `${serverNamed(url)} cannot be used (${reasonOf(error)}): check ${variable}, and that the server runs and lets this account in.`,
      { cause: error },
    )
  } finally {
    await db.destroy()
  }
}

const serverNamed = (url: string) => {
  const { hostname, port, pathname } = new URL(url)
  return `The database ${pathname.slice(1) || 'of this account'} at ${hostname || 'this machine'}:${port || 5432}`
}

const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  const { message } = error as Error
  return message.slice(message.lastIndexOf(' - ') + 1).replace(/^- /, '') || String((error as { code?: unknown }).code)
}

/** Fills a database that holds no project, all of it or nothing, one process at a time; says whether it was empty. */
export const seedIfEmpty = (db: Db, fill: (db: Db) => Promise<void>): Promise<boolean> =>
  db.transaction(async (trx) => {
    await trx.raw('set local lock_timeout = 0')
    await trx.raw('select pg_advisory_xact_lock(779)')
    if (await trx('projects').first('id')) return false
    await fill(trx)
    return true
  })
