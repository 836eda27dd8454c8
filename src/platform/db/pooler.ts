import { randomUUID } from 'node:crypto'
import pg from 'pg'

/**
 * Whether a connection to `url` finds again what it prepared, and finds nothing that another one did: a pooler may give
 * each transaction another connection to the database, and not all of them know whose statement is whose.
 */
export async function supportsPreparedStatements(url: string): Promise<boolean> {
  const [one, other] = [openTo(url), openTo(url)]
  const name = `check.${randomUUID()}`
  try {
    await Promise.all([one.connect(), other.connect()])
    await one.query({ name, text: 'select 1' })
    // Holds on to the connection that the first statement was prepared in.
    await other.query('begin')
    await other.query({ name, text: 'select 2' })
    await one.query({ name, text: 'select 1' })
    return true
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (code === unknownStatement || code === knownStatement) return false
    throw error
  } finally {
    await Promise.allSettled([one.end(), other.end()])
  }
}

const unknownStatement = '26000'
const knownStatement = '42P05'

function openTo(url: string): pg.Client {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000, query_timeout: 5000 })
  client.on('error', () => undefined)
  return client
}
