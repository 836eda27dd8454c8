import type { Db } from '#platform/db/connection.ts'

/**
 * Says when what is told next happened: until the next moment, or the end of the transaction, the database's present is `at`.
 * So all that a story's people do has a day of the story, whichever column keeps it.
 */
export const tellFrom = async (db: Db, at: Date | string): Promise<void> => {
  const behind = `(extract(epoch from now() - ?::timestamptz)::text || ' seconds')`
  await db.raw(`select set_config('act_local.behind', ${behind}, true)`, [at])
}
