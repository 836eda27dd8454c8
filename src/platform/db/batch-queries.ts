import { builtOnce } from './built-once.ts'
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
  return listsOf((await bundle(db, queries)) as Bundled[]) as Lists
}

/** The same, built once for each shape of what is given, as `builtOnce` says. */
export function bundleBuiltOnce<Lists extends Record<string, unknown[]>, Given extends readonly unknown[]>(
  build: (db: Db, ...given: Given) => Record<keyof Lists & string, Query>,
): (db: Db, ...given: Given) => Promise<Lists> {
  const ask = builtOnce<Bundled, Given>((db, ...given) => bundle(db, build(db, ...given)))
  return async (db, ...given) => listsOf(await ask(db, ...given)) as Lists
}

type Bundled = Record<string, Record<string, unknown>[] | null>

const bundle = (db: Db, queries: Record<string, Query>): Query =>
  db.select(
    Object.entries(queries).map(([name, query]) =>
      db.raw(`coalesce((select json_agg(rows) from ? as rows), '[]') as ??`, [query, name]),
    ),
  )

const listsOf = ([row = {}]: readonly Bundled[]): Record<string, unknown[]> =>
  Object.fromEntries(Object.entries(row).map(([name, rows]) => [name, rowsFromJson(rows ?? [])]))

interface Column {
  name: string
  isInstant: boolean
}

const columns = new Map<string, Column>()

function columnOf(key: string): Column {
  const known = columns.get(key)
  if (known) return known
  const name = camelCase(key)
  const column = { name, isInstant: /^at$|At$/.test(name) }
  columns.set(key, column)
  return column
}

/** Rows that came as JSON, named as ours and their instants made dates. */
export function rowsFromJson<Row>(rows: readonly Record<string, unknown>[]): Row[] {
  return rows.map((row) => {
    const named: Record<string, unknown> = {}
    for (const key in row) {
      const value = row[key]
      const { name, isInstant } = columnOf(key)
      named[name] = isInstant && typeof value === 'string' ? new Date(value) : value
    }
    return named as Row
  })
}
