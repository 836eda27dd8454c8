import { AsyncLocalStorage } from 'node:async_hooks'
import type { Socket } from 'node:net'
import type { Knex } from 'knex'
import PostgresClient from 'knex/lib/dialects/postgres/index.js'
import QueryCompiler, { type In } from 'knex/lib/dialects/postgres/query/pg-querycompiler.js'
import type pg from 'pg'
import { createBreaker } from './breaker.ts'
import { queryPrepared } from './statements.ts'

/*
 * Knex's client for PostgreSQL, whose reads go by name (statements.ts). A plan made once for all values must still know
 * how few rows are wanted, and a list of values must not be another text for each length.
 */
class PlannedOnceCompiler extends QueryCompiler {
  override limit(): string {
    const { limit } = this.single
    return typeof limit === 'number' ? `limit ${limit}` : super.limit()
  }

  override whereIn(statement: In): string {
    const { column, value, not } = statement
    if (typeof column !== 'string' || !isListOfValues(value)) return super.whereIn(statement)
    const list = this.client.parameter(value, this.builder, this.bindingsHolder)
    return `${this._columnClause(statement)} ${not ? `<> all(${list})` : `= any(${list})`}`
  }
}

const isListOfValues = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'string' || typeof each === 'number')

interface Asked {
  sql: string
  options?: object
}

interface Held {
  client: Client
  connection: pg.Client
}

const held = new AsyncLocalStorage<Held>()

const breakers = new WeakMap<object, ReturnType<typeof createBreaker>>()

// A transaction has a client of its own, with the settings of the one it came from.
function breakerOf(config: Knex.Config) {
  const known = breakers.get(config) ?? createBreaker((config.connection as pg.ClientConfig).connectionString ?? '')
  breakers.set(config, known)
  return known
}

export class Client extends PostgresClient {
  override queryCompiler(builder: unknown, bindings?: unknown): unknown {
    return new PlannedOnceCompiler(this, builder, bindings)
  }

  // What was built once has its numbers already.
  override positionBindings(sql: string): string {
    return sql.includes('?') ? super.positionBindings(sql) : sql
  }

  override async acquireConnection(): Promise<pg.Client> {
    const own = held.getStore()
    if (own?.client === this) return own.connection
    return this.connected()
  }

  private connected(): Promise<pg.Client> {
    const breaker = breakerOf(this.config)
    breaker.refuse()
    return breaker.connected(super.acquireConnection(), (late) => super.releaseConnection(late))
  }

  override releaseConnection(connection: pg.Client): Promise<unknown> {
    return held.getStore()?.connection === connection ? Promise.resolve() : super.releaseConnection(connection)
  }

  override _query(connection: pg.Client, query: Asked): Promise<unknown> {
    writeWithOthers(connection)
    return this.watched(connection, () =>
      queryPrepared(connection, query.sql, (name) => {
        if (name !== undefined) query.options = { ...query.options, name }
        return super._query(connection, query)
      }),
    )
  }

  /** What `ask` asks over a connection; whoever waits for a database that never answers is let go. */
  async watched<T>(connection: pg.Client, ask: () => Promise<T>): Promise<T> {
    const answered = breakerOf(this.config).asked(connection)
    try {
      return await ask()
    } finally {
      answered()
    }
  }

  /** Sends what `reads` ask over one connection: all that do not wait for each other in one go. */
  async holding<T>(reads: readonly (() => PromiseLike<T>)[]): Promise<PromiseSettledResult<Awaited<T>>[]> {
    const ask = () => Promise.allSettled(reads.map((read) => read()))
    if (held.getStore()?.client === this) return ask()
    const connection = await this.connected()
    try {
      return await held.run({ client: this, connection }, ask)
    } finally {
      await super.releaseConnection(connection)
    }
  }
}

// A call to the system costs more than most queries: those of one connection asked at the same time share it.
function writeWithOthers(connection: pg.Client) {
  const { stream } = (connection as pg.Client & { connection: { stream: Socket } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}
