import { camelKeys, type Db, type Query } from './db.ts'

/**
 * The rows of several queries in one round trip, which costs more than any of them. They travel as JSON: numbers and
 * days arrive as from a query of their own, and columns named `…_at` as instants.
 */
export async function together<Lists extends Record<string, unknown[]>>(
  db: Db,
  queries: Record<keyof Lists & string, Query>,
): Promise<Lists> {
  const entries = Object.entries<Query>(queries)
  const columns = entries.map(([, query], at) =>
    db.raw(`coalesce((select json_agg(rows) from ? as rows), '[]') as ??`, [query, `list${at}`]),
  )
  const [row] = (await db.select(columns)) as [Record<string, Record<string, unknown>[]>]
  return Object.fromEntries(entries.map(([name], at) => [name, (row[`list${at}`] ?? []).map(withInstants)])) as Lists
}

function withInstants(row: Record<string, unknown>): Record<string, unknown> {
  const named = camelKeys(row) as Record<string, unknown>
  for (const [name, value] of Object.entries(named)) {
    if (name.endsWith('At') && typeof value === 'string') named[name] = new Date(value)
  }
  return named
}
