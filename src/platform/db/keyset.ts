import type { Cursor } from '#platform/values/cursor.ts'
import type { Query } from './connection.ts'

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
