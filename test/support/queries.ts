import type { Db } from '#db/db.ts'

/** How many queries the database is asked while `run` runs; savepoints and their ends are not counted. */
export async function queriesDuring(db: Db, run: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = []
  const note = ({ sql }: { sql: string }) => {
    if (!/^(savepoint|release|rollback|begin|commit)/i.test(sql)) asked.push(sql)
  }
  db.on('query', note)
  await run()
  db.removeListener('query', note)
  return asked
}
