import type { Config } from '#config.ts'
import { connect, type Db } from '#platform/db/connection.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
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
