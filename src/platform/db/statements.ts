import { createHash } from 'node:crypto'
import type pg from 'pg'

/*
 * Prepared statements: the database keeps what a connection asked once by name, parsed and planned, so that asking again
 * costs the asking alone. docs/decisions/0028-named-statements.md says why, and what that demands of a query.
 */

/** How many a connection keeps; for one more it gives up the one that was not asked for longest. */
export const mostStatements = 100

interface Kept {
  edition: number
  /** Names by text, the one asked last at the end. */
  names: Map<string, string>
}

type Connection = pg.Client & {
  connection: { parsedStatements: Record<string, string>; close: (what: { type: 'S'; name: string }) => void }
}

const kept = new WeakMap<pg.Client, Kept>()

// A new edition gives every statement a new name, so that each is planned anew in every connection.
let edition = 0

/**
 * Begins to prepare what a new connection reads, with plans made once for all values. Starting workers beside it takes
 * longer than any page's query.
 */
export async function prepareReads(connection: pg.Client): Promise<void> {
  await connection.query('set plan_cache_mode = force_generic_plan; set max_parallel_workers_per_gather = 0')
  kept.set(connection, { edition, names: new Map() })
}

/** Several statements in one text cannot be prepared; what writes is planned in no time. */
const isRead = (text: string) => /^\s*(?:select|with)\b/i.test(text) && !text.includes(';')

/**
 * Sends a query by the name under which the connection keeps it. Where the tables have changed since, or a pooler has
 * lost the statement or knows its name from another connection, it is asked once more under a new name; inside a transaction, which is broken then, it fails.
 */
export async function queryPrepared<T>(
  connection: pg.Client,
  text: string,
  ask: (name: string | undefined) => Promise<T>,
): Promise<T> {
  const own = isRead(text) ? kept.get(connection) : undefined
  if (!own) return ask(undefined)
  try {
    return await ask(nameOf(connection as Connection, own, text))
  } catch (error) {
    if (!isOutdated(error)) throw error
    edition += 1
    if (connection.getTransactionStatus() !== 'I') throw error
    return ask(nameOf(connection as Connection, own, text))
  }
}

function nameOf(connection: Connection, own: Kept, text: string): string {
  if (own.edition !== edition) {
    for (const old of own.names.values()) giveUp(connection, old)
    own.names.clear()
    own.edition = edition
  }
  const name = own.names.get(text) ?? `${createHash('sha256').update(text).digest('base64url')}.${edition}`
  own.names.delete(text)
  own.names.set(text, name)
  if (own.names.size > mostStatements) {
    const [longest] = own.names as Iterable<[string, string]> as [[string, string]]
    own.names.delete(longest[0])
    giveUp(connection, longest[1])
  }
  return name
}

// By the protocol's own message, which poolers understand; it goes out with the query that follows.
function giveUp({ connection }: Connection, name: string) {
  if (connection.parsedStatements[name] === undefined) return
  Reflect.deleteProperty(connection.parsedStatements, name)
  connection.close({ type: 'S', name })
}

const isOutdated = (error: unknown): boolean => {
  const { code, message } = error as { code?: unknown; message: string }
  return (
    code === '26000' ||
    code === '42P05' ||
    (code === '0A000' && message.includes('cached plan must not change result type'))
  )
}
