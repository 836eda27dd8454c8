import type { Db } from '#platform/db/connection.ts'

const journals = {
  parish_counts: 'territory_id',
  initiative_counts: 'territory_id, category, state, published',
}

/**
 * Puts one row in the place of all those of the same key. Each journal changes in one statement, so that whoever adds it
 * up meanwhile sees either the many rows or the one; what is written meanwhile is left for the next time.
 */
export async function compactCounts(db: Db): Promise<void> {
  for (const [journal, key] of Object.entries(journals)) {
    await db.raw(`with gone as (delete from ${journal} returning *)
      insert into ${journal} (${key}, count) select ${key}, sum(count) from gone group by ${key} having sum(count) <> 0`)
  }
}
