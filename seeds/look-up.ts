import type { Db } from '#platform/db/connection.ts'

/** The id of the one row that a story speaks of; throws where there is none. */
export async function idIn(db: Db, table: string, where: object): Promise<string> {
  const row: { id: string } | undefined = await db(table).where(where).first('id')
  if (!row) throw new Error(`there is nothing like ${JSON.stringify(where)} in ${table}`)
  return row.id
}
