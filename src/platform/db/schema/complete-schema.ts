import { StartupError } from '#platform/values/startup-error.ts'
import type { Db } from '#platform/db/connection.ts'

/*
 * A dump brings tables first, then rows, and what guards them last: where restoring was cut off, the migrations seem to have
 * run, and the rest is missing. How much there was is noted beside them, where a dump brings it with the tables.
 */

const partsNow = `select
  (select count(*) from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n')
  + (select count(*) from pg_index join pg_class on pg_class.oid = indrelid where relnamespace = 'public'::regnamespace)
  + (select count(*) from pg_trigger join pg_class on pg_class.oid = tgrelid
      where not tgisinternal and relnamespace = 'public'::regnamespace) as parts,
  (select col_description(attrelid, attnum) from pg_attribute
    where attrelid = to_regclass('public.migrations') and attname = 'name') as noted`

async function partsOf(db: Db): Promise<{ parts: number; noted: number }> {
  const { rows } = await db.raw<{ rows: [{ parts: number; noted: string | null }] }>(partsNow)
  const [{ parts, noted }] = rows
  return { parts, noted: Number(/^(\d+) parts$/.exec(noted ?? '')?.[1] ?? 0) }
}

/** Notes how many constraints, indexes and triggers the schema has, as its owner, once it was migrated. */
export async function noteParts(db: Db): Promise<void> {
  const { parts } = await partsOf(db)
  await db.raw(`comment on column migrations.name is '${parts} parts'`)
}

/** Throws StartupError where fewer constraints, indexes and triggers are there than were noted. */
export async function refuseTorn(db: Db): Promise<void> {
  const { parts, noted } = await partsOf(db)
  if (parts >= noted) return
  throw new StartupError(
    `The database is not whole: ${noted - parts} of its ${noted} constraints, indexes and triggers are missing, as after ` +
      'restoring a backup that was cut off. Restore it into an empty database again, and look at what pg_restore says.',
  )
}
