import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Config } from '#config.ts'
import { openDatabase, checkConnection, losesStatements, type Database } from '#database.ts'
import { connect, type Db } from '#platform/db/connection.ts'
import { isCurrent, ownsTables, refuseForeign } from '#platform/db/schema/migrate.ts'
import { supportsPreparedStatements } from '#platform/db/pooler.ts'
import { warningOfMissing } from '#modules/privacy/erasure/note-queries.ts'
import { openStore, checkStore } from '#platform/files/store.ts'
import { countProblems } from '#platform/mail/queries.ts'
import { StartupError } from '#platform/values/startup-error.ts'
import { paths } from '#platform/paths/paths.ts'
import { countUnopened } from '#modules/people/second-factors/app-commands.ts'
import { countWithoutFactor } from '#modules/people/second-factors/queries.ts'
import { loadFactorKeys } from '#session-secret.ts'
import { flagsOf } from './args.ts'
import { checkAddress } from './check-address.ts'
import { checkCookies } from './check-cookies.ts'

/** `check`: a line for each thing looked at; throws StartupError at the end where anything is wrong. */
export async function check(config: Config, args: string[]): Promise<void> {
  flagsOf(args, {})
  await say('configuration', () => Promise.resolve(`for ${config.production ? 'production' : 'development'}`))
  const right = [
    await checkDatabase(config),
    await say('files', () => checkFiles(config)),
    await say('mail', () => checkMail(config)),
    await checkAddress(config, say),
    await say('cookies', () => checkCookies(config)),
  ]
  if (right.includes(false)) throw new StartupError('Something is wrong: see above.')
}

/** Prints what a look at one thing finds, and says whether it is right. */
async function say(thing: string, look: () => Promise<string>): Promise<boolean> {
  try {
    console.log(`ok     ${thing}: ${await look()}`)
    return true
  } catch (error) {
    console.log(`wrong  ${thing}: ${(error as Error).message}`)
    return false
  }
}

async function checkDatabase(config: Config): Promise<boolean> {
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, 'postgres'))) {
    return say('database', () => Promise.resolve(`none yet in ${config.dataFolder}: npm start makes it`))
  }
  const database = await openDatabase(config, true)
  const db = connect(database.url, 1, { prepared: false })
  try {
    return (
      (await say('database', () => checkReach(database))) &&
      (await say('statements', () => checkStatements(config, database))) &&
      (await checkSchema(db)) &&
      (await checkLetters(db, config)) &&
      (await checkFactors(db, config)) &&
      (await say('erasures', () => checkErasures(db, config)))
    )
  } finally {
    await db.destroy()
    await database.stop()
  }
}

async function checkReach({ url, ownerUrl }: Database): Promise<string> {
  const role = await checkConnection(url, 'DATABASE_URL')
  const owner = await checkConnection(ownerUrl, 'DATABASE_OWNER_URL')
  return `answers the roles ${[...new Set([role, owner])].join(' and ')}`
}

async function checkStatements({ prepared }: Config, { url }: Database): Promise<string> {
  if (!prepared) return 'not prepared, as PREPARED_STATEMENTS=no says'
  if (await supportsPreparedStatements(url)) return 'the database keeps what was prepared'
  throw new StartupError(losesStatements)
}

async function checkSchema(db: Db): Promise<boolean> {
  const current = await say('schema', async () => {
    await refuseForeign(db)
    if (!(await isCurrent(db))) throw new StartupError('not up to date: run npm run migrate')
    return 'up to date'
  })
  if (!current) return false
  if (await ownsTables(db)) {
    console.log(
      'note   roles: the role in DATABASE_URL owns the tables, so triggers alone guard the audit log; see docs/operations.md',
    )
    return true
  }
  return say('roles', () => Promise.resolve('the portal owns no table, and cannot change the audit log'))
}

async function checkErasures(db: Db, { filesFolder, filesS3 }: Config): Promise<string> {
  const warning = await warningOfMissing(db, await openStore(filesFolder, filesS3))
  if (warning !== null) throw new StartupError(warning)
  return 'all that are noted beside the files were done'
}

async function checkLetters(db: Db, { origin }: Config): Promise<boolean> {
  const troubles = await countProblems(db)
  if (troubles > 0) {
    console.log(`note   letters: ${troubles} failed or uncertain, see ${origin}/lv${paths.messages.list()}`)
    return true
  }
  return say('letters', () => Promise.resolve('none failed'))
}

async function checkFactors(db: Db, config: Config): Promise<boolean> {
  const unopened = await countUnopened(db, () => loadFactorKeys(config))
  if (unopened > 0) {
    console.log(`wrong  factors: FACTOR_KEY does not open ${unopened} of the secrets; see docs/operations.md`)
    return false
  }
  const without = config.demo ? 0 : await countWithoutFactor(db)
  if (without > 0) {
    console.log(`note   factors: administrators and lead partners who sign in by a password alone: ${without}`)
    return true
  }
  return say('factors', () => Promise.resolve('FACTOR_KEY opens every secret'))
}

async function checkFiles({ filesFolder, filesS3 }: Config): Promise<string> {
  const store = await openStore(filesFolder, filesS3)
  const folder = await mkdtemp(join(tmpdir(), 'act-local-check-'))
  const path = join(folder, 'file')
  try {
    await writeFile(path, 'The portal tries its store.')
    await checkStore(store, path, 27).catch((error: unknown) => {
      throw new StartupError(`${store.place} cannot be used (${reasonOf(error as Error)}): see docs/operations.md.`)
    })
    return `${store.place} takes files and gives them back`
  } finally {
    await rm(folder, { recursive: true })
  }
}

// The library says what it tried to do; why it could not is behind that.
const reasonOf = ({ message, cause }: { message: string; cause?: unknown }): string =>
  cause instanceof Error ? reasonOf(cause) : message

async function checkMail({ smtpUrl }: Config): Promise<string> {
  if (!smtpUrl) return 'SMTP_URL is not set, so no letters are sent'
  const waits = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 5000 }
  const transport = createTransport({ url: smtpUrl, ...waits })
  try {
    await transport.verify()
    return `${new URL(smtpUrl).hostname} takes letters`
  } finally {
    transport.close()
  }
}
