import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import { connect, type Db } from '#platform/db/connection.ts'
import type { Template } from './database.ts'
import { inDatabase } from './in-database.ts'

// Apart from `test.ts`, which reads the whole portal: who starts it as a program need not wait for that.

/**
 * A pool that waits as long as it takes. The portal's limits for people are for a machine that does nothing else; a test
 * that is about them connects as the portal does.
 */
export function connectPatiently(url: string, max = 10): Db {
  const patient = new URL(url)
  const unlimited = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
  patient.searchParams.set('options', unlimited.map((name) => `-c ${name}=${patience}`).join(' '))
  const db = connect(patient.href, max, { patience })
  const client = db.client as { pool: { acquireTimeoutMillis: number }; connectionSettings: object }
  client.pool.acquireTimeoutMillis = patience
  Object.assign(client.connectionSettings, { connectionTimeoutMillis: patience })
  return db
}

// Below the limit of a test, so that what hangs says what it is.
const patience = 120_000

/** A fresh database made from a template, its url for the application's role, and what drops it. */
export async function cloneOf(template: Template): Promise<{ url: string; drop: () => Promise<void> }> {
  const { ownerUrl, appUrl } = inject('server')
  const name = `test_${randomBytes(6).toString('hex')}`
  const server = connect(inDatabase(ownerUrl, 'postgres'), 1)
  await server.raw('create database ?? template ??', [name, inject('templates')[template]])
  return {
    url: inDatabase(appUrl, name),
    drop: async () => {
      await dropWhenLeft(server, name)
      await server.destroy()
    },
  }
}

// The server needs a moment to see that a connection has gone, and its owner may not end those of the application.
async function dropWhenLeft(server: Db, name: string, tries = 50): Promise<void> {
  try {
    await server.raw('drop database if exists ??', [name])
  } catch (error) {
    if (tries === 0) throw error
    await pause(100)
    await dropWhenLeft(server, name, tries - 1)
  }
}
