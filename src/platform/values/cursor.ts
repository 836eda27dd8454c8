/*
 * Where a page of a long list begins: the sort key of the row beside it, as one word of an address. A list that is read
 * from there costs the same on its last page as on its first, and skips and repeats nothing when rows come and go.
 */

/** A place in a list: after the row with these keys, or before it. */
export interface Cursor {
  keys: readonly string[]
  back: boolean
}

const longestKey = 2000

/** The keys of a row, to be read by `readCursor`. */
export const writeCursor = (...keys: string[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url')

/** So many keys; undefined for anything that `writeCursor` did not write. */
function readKeys(text: unknown, count: number): string[] | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const keys = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown
    return Array.isArray(keys) && keys.length === count && keys.every(isKey) ? keys : undefined
  } catch {
    return undefined
  }
}

const isKey = (key: unknown): key is string =>
  typeof key === 'string' && key.length <= longestKey && !key.includes('\0') && key.isWellFormed()

/** The place that `after` or `before` of an address names; undefined is the start of the list. */
export function readCursor(query: Record<string, unknown>, count: number): Cursor | undefined {
  const after = readKeys(query['after'], count)
  if (after) return { keys: after, back: false }
  const before = readKeys(query['before'], count)
  return before && { keys: before, back: true }
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The same of a list whose keys only the database knows exactly, such as instants: the id of the row beside. */
export function readRowCursor(query: Record<string, unknown>): Cursor | undefined {
  const cursor = readCursor(query, 1)
  return cursor && id.test(cursor.keys[0] ?? '') ? cursor : undefined
}

/** A page of a list, with the cursors of the pages beside it; null where there is none. */
export interface ListPage<Row> {
  rows: Row[]
  before: string | null
  after: string | null
}

/** How a page was read: so many rows of it, from a cursor or from a number of rows on. */
interface Reading {
  size: number
  cursor?: Cursor | undefined
  offset?: number
}

/** The page out of the rows as they were read, one more than it holds where the list goes on. */
export function pageOf<Row>(
  read: readonly Row[],
  { size, cursor, offset = 0 }: Reading,
  keysOf: (row: Row) => string[],
): ListPage<Row> {
  const more = read.length > size
  const isBack = cursor?.back ?? false
  const rows = isBack ? read.slice(0, size).toReversed() : read.slice(0, size)
  const [back, on] = isBack ? [more, true] : [cursor !== undefined || offset > 0, more]
  const at = (row: Row | undefined, leads: boolean) => (leads && row ? writeCursor(...keysOf(row)) : null)
  return { rows, before: at(rows.at(0), back), after: at(rows.at(-1), on) }
}
