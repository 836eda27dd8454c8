import { Client } from './client.ts'
import { camelCase, type Db, type Query } from './connection.ts'

/**
 * What several reads find that do not wait for each other: all are sent over one connection before the first is
 * answered, each sees what was committed when its own turn came. Reads that begin a transaction are not among them.
 */
export async function allTogether<Found extends Record<string, unknown>>(
  db: Db,
  reads: { [Name in keyof Found]: () => PromiseLike<Found[Name]> },
): Promise<Found> {
  const names = Object.keys(reads) as (keyof Found & string)[]
  const each = names.map((name) => reads[name])
  const client: unknown = db.client
  // A transaction has one connection as it is.
  const settled = await (client instanceof Client && !db.isTransaction
    ? client.holding<unknown>(each)
    : Promise.allSettled(each.map((read) => read())))
  return Object.fromEntries(names.map((name, at) => [name, foundIn(settled[at])])) as Found
}

function foundIn(read: PromiseSettledResult<unknown> | undefined): unknown {
  if (read?.status === 'rejected') throw read.reason
  return read?.value
}

/**
 * The rows of several queries in one statement, as they stood at one moment. They travel as JSON: numbers and days arrive
 * as from a query of their own, and columns named `at` or `…_at` as instants.
 */
export async function queryTogether<Lists extends Record<string, unknown[]>>(
  db: Db,
  queries: Record<keyof Lists & string, Query>,
): Promise<Lists> {
  const entries = Object.entries<Query>(queries)
  const columns = entries.map(([, query], at) =>
    db.raw(`coalesce((select json_agg(rows) from ? as rows), '[]') as ??`, [query, `list${at}`]),
  )
  const [row] = (await db.select(columns)) as [Record<string, Record<string, unknown>[]>]
  return Object.fromEntries(entries.map(([name], at) => [name, rowsFromJson(row[`list${at}`] ?? [])])) as Lists
}

const instants = new Map<string, boolean>()

function isInstant(name: string): boolean {
  const known = instants.get(name)
  if (known !== undefined) return known
  const found = /^at$|At$/.test(name)
  instants.set(name, found)
  return found
}

/** Rows that came as JSON, named as ours and their instants made dates. */
export function rowsFromJson<Row>(rows: readonly Record<string, unknown>[]): Row[] {
  return rows.map((row) => {
    const named: Record<string, unknown> = {}
    for (const key in row) {
      const name = camelCase(key)
      const value = row[key]
      named[name] = typeof value === 'string' && isInstant(name) ? new Date(value) : value
    }
    return named as Row
  })
}
