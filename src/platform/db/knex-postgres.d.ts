// The parts of Knex that src/platform/db/client.ts changes; Knex itself has no types for them.
declare module 'knex/lib/dialects/postgres/index.js' {
  import { Knex } from 'knex'
  import { Client as Connection } from 'pg'
  export default class PostgresClient extends Knex.Client {
    queryCompiler(builder: unknown, bindings?: unknown): unknown
    acquireConnection(): Promise<Connection>
    releaseConnection(connection: unknown): Promise<unknown>
    positionBindings(sql: string): string
    query(connection: unknown, query: object): Promise<{ response: { rows: Record<string, unknown>[] } }>
    _query(connection: unknown, query: unknown): Promise<unknown>
  }
}

declare module 'knex/lib/dialects/postgres/query/pg-querycompiler.js' {
  export interface In {
    column: unknown
    value: unknown
    not: boolean
  }
  export default class QueryCompiler {
    constructor(client: unknown, builder: unknown, bindings: unknown)
    client: { parameter(value: unknown, builder: unknown, bindings: unknown): string }
    builder: unknown
    bindingsHolder: unknown
    single: { limit?: unknown }
    limit(): string
    whereIn(statement: In): string
    _columnClause(statement: In): string
  }
}
