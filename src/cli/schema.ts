import type { Config } from '#config.ts'
import { seedIfEmpty, openDatabase, migrateDatabase, type Database } from '#database.ts'
import { transact, system } from '#platform/db/transact.ts'
import { connect, type Db } from '#platform/db/connection.ts'
import { migrationsRun } from '#platform/db/schema/migrate.ts'
import { schemaText } from '#platform/db/schema/schema-text.ts'
import { openStore } from '#platform/files/store.ts'
import { StartupError } from '#platform/values/startup-error.ts'
import { flagsOf } from './args.ts'

/** Runs `work` on the portal's database, its schema brought up to date, and closes what it opened. */
export async function withDatabase(config: Config, work: (db: Db) => Promise<void>): Promise<void> {
  const database: Database = await openDatabase(config, true)
  try {
    await migrateDatabase(database)
    const db = connect(database.url, 2, { prepared: config.prepared })
    await work(db).finally(() => db.destroy())
  } finally {
    await database.stop()
  }
}

/** `migrate` */
export async function bringUpToDate(config: Config, args: string[]): Promise<void> {
  flagsOf(args, {})
  await withDatabase(config, async (db) => {
    const run = await migrationsRun(db)
    console.log(`The schema is up to date: ${run.length} migrations, the last one ${run.at(-1) ?? 'none'}.`)
  })
}

/** `schema` */
export async function printTables(config: Config, args: string[]): Promise<void> {
  flagsOf(args, {})
  // Reading all of the portal takes longer than all that the other commands do.
  const { modules } = await import('#modules.ts')
  await withDatabase(config, async (db) => console.log(await schemaText(db, modules)))
}

/** `seed` */
export async function seedDatabase(config: Config, args: string[]): Promise<void> {
  const { places } = flagsOf(args, { places: 'boolean' })
  if (config.production && !places) {
    throw new StartupError(
      'The demonstration is not for production, as its password is public: fill in the places alone with seed --places.',
    )
  }
  await withDatabase(config, async (db) => {
    if (!(await seedIfEmpty(db, places ? await placesAlone() : await wholeStory(config)))) {
      throw new StartupError(
        'The database is not empty: name an empty one in DATABASE_URL, or a new folder in DATA_DIR.',
      )
    }
    console.log(
      places
        ? 'The project, its partners, territories, parishes and methodology are there.'
        : 'The demonstration is there.',
    )
  })
}

async function placesAlone() {
  const { seedFacts } = await import('../../seeds/facts.ts')
  return (db: Db) => transact(db, system, seedFacts)
}

async function wholeStory({ filesFolder, filesS3 }: Config) {
  const { seedWithPictures } = await import('../../seeds/seed-with-pictures.ts')
  return seedWithPictures(await openStore(filesFolder, filesS3))
}
