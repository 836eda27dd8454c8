import { isUuid } from '#platform/forms/fields.ts'
import { readCursor, type Cursor } from '#platform/values/cursor.ts'
import type { Query } from './connection.ts'

/** The row beside which a page of a list begins that is sorted by what only the database knows exactly, such as instants. */
export function readRowCursor(query: Record<string, unknown>): Cursor | undefined {
  const cursor = readCursor(query, 1)
  return cursor && isUuid(cursor.keys[0] ?? '') ? cursor : undefined
}

interface Order {
  /** Expressions that together are another value for each row and never null. */
  by: readonly string[]
  direction: 'asc' | 'desc'
  size: number
  /** What gives these expressions for the row with an id. */
  row: (id: string) => Query
}

/** Reads a page of a query in this order, from the cursor on, and one row more where the list goes on. */
export const pageInOrder =
  ({ by, direction, size, row }: Order, cursor: Cursor | undefined) =>
  (query: Query): void => {
    const isDown = (direction === 'desc') !== (cursor?.back ?? false)
    const [id] = cursor?.keys ?? []
    if (id !== undefined) query.whereRaw(`(${by.join(', ')}) ${isDown ? '<' : '>'} (?)`, [row(id)])
    query.orderByRaw(by.map((each) => `${each} ${isDown ? 'desc' : 'asc'}`).join(', '))
    query.limit(size + 1, { skipBinding: true })
  }
