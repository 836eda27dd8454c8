import type { Knex } from 'knex'
import type { Db } from './connection.ts'

/** A point in time as a statement takes it: one that is known, or what the database's clock will say. */
export type Moment = Date | Knex.Raw

/** The present of the database: its clock's, or in the demonstration that of the story, as `connect` was told. */
export const present = (db: Db): Knex.Raw => db.raw(`date_trunc('milliseconds', portal_now())`)
