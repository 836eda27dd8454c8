import type { Db } from '#platform/db/connection.ts'

/** How many statements the portal sends while `run` runs; those of sessions and limits go around Knex and are not counted, nor what is written down after the answer. */
export async function queriesOf(db: Db, run: () => PromiseLike<unknown>): Promise<number> {
  let sent = 0
  const count = ({ sql }: { sql: string }) => void (sent += sql.includes('data_reads') ? 0 : 1)
  db.on('query', count)
  await run()
  db.removeListener('query', count)
  return sent
}

/** How many statements wait in this database for what another transaction holds. */
export async function waitsForALock(db: Db): Promise<number> {
  const { rows } = await db.raw<{ rows: object[] }>(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.length
}
