import knex, { type Knex } from 'knex'
import pg from 'pg'
import type { Socket } from 'node:net'
import { Client } from './client.ts'
import { queryPrepared, prepareReads } from './statements.ts'

export type Db = Knex
export type Transaction = Knex.Transaction
export type Query = Knex.QueryBuilder

// A calendar day has no time zone: it stays the text 'YYYY-MM-DD' that PostgreSQL sends.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

const snakes = new Map<string, string>()
const camels = new Map<string, string>()

const snake = (name: string) =>
  remembered(snakes, name, () => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
/** The name of a column in our code. */
export const camelCase = (name: string): string =>
  remembered(camels, name, () => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()))

function remembered(names: Map<string, string>, name: string, make: () => string): string {
  const known = names.get(name)
  if (known !== undefined) return known
  const made = make()
  names.set(name, made)
  return made
}

const isRow = (value: unknown): value is Record<string, unknown> => value?.constructor === Object

/** Rows of one statement with their columns named as in our code. */
export function camelRows(rows: readonly unknown[]): unknown[] {
  const [first] = rows
  if (!isRow(first)) return rows as unknown[]
  const names = Object.keys(first).map((column) => [column, camelCase(column)] as const)
  if (names.every(([column, name]) => column === name)) return rows as unknown[]
  return rows.map((row) => {
    const renamed: Record<string, unknown> = {}
    for (const [column, name] of names) renamed[name] = (row as Record<string, unknown>)[column]
    return renamed
  })
}

interface Manner {
  /** How long a query may take, in ms. */
  patience?: number
  /** Whether the database keeps what is read, parsed and planned. */
  prepared?: boolean
  /** By how many ms what this portal tells of is behind the clock. */
  behind?: number
}

/** A pool of at most `max` connections; nothing connects before the first query. */
export const connect = (url: string, max = 10, { patience = 10_000, prepared = true, behind = 0 }: Manner = {}): Db =>
  knex({
    client: Client,
    connection: {
      connectionString: url,
      application_name: 'act-local',
      ...(behind > 0 && { options: `-c act_local.behind=${behind / 1000}s` }),
      connectionTimeoutMillis: 2500,
      query_timeout: patience,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5000,
      // Queries of one connection are all sent before the first is answered.
      pipeline: true,
    } as Knex.PgConnectionConfig,
    pool: {
      ...{ min: 0, max, idleTimeoutMillis: 30_000, acquireTimeoutMillis: 6000, propagateCreateError: true },
      afterCreate: (connection: pg.Client, done: (error: unknown) => void) => {
        ;(prepared ? prepareReads(connection) : Promise.resolve()).then(() => done(null), done)
      },
    },
    acquireConnectionTimeout: 6000,
    wrapIdentifier: (name, quote) => quote(snake(name)),
    postProcessResponse: (result: unknown) => (Array.isArray(result) ? camelRows(result) : camelRows([result])[0]),
    log: { warn: () => undefined },
  })

/** What libraries that speak plain `pg` need: single queries over the same pool (or transaction). */
export const plainPool = (db: Db) => {
  const pool = db.client as Client
  return {
    async query(text: string, values: unknown[] = []) {
      const connection = await pool.acquireConnection()
      try {
        return await pool.watched(connection, () =>
          queryPrepared(connection, text, (name) => connection.query({ text, values, ...(name && { name }) })),
        )
      } finally {
        void pool.releaseConnection(connection)
      }
    },
  }
}

/** A commit that is ready to be written. */
export interface Commit {
  /** Writes it to the database's socket, here and now. */
  write: () => void
  /** What the database says to it. */
  answered: Promise<unknown>
}

/**
 * Makes ready what commits a transaction, so that the moment of its writing is known: all work but one call to the system
 * is done before. Knex then ends an empty transaction.
 */
export async function readyToCommit(trx: Transaction): Promise<Commit> {
  const client = await (trx.client as { acquireConnection(): Promise<pg.Client> }).acquireConnection()
  const { stream } = (client as pg.Client & { connection: { stream: Socket } }).connection
  stream.cork()
  const answered = client.query('commit and chain')
  answered.catch(() => undefined)
  return { write: () => stream.uncork(), answered }
}
