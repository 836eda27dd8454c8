import { createHash } from 'node:crypto'
import { inject } from 'vitest'
import { connect, type Db } from '#platform/db/connection.ts'
import { inDatabase } from './database.ts'

/** What axe has examined in this run. */
export interface Shapes {
  isNew(part: string): Promise<boolean>
  add(kind: string, parts: readonly string[]): Promise<void>
  /** The kinds of page that were examined in any shape. */
  kinds(): Promise<string[]>
}

const digestOf = (part: string) => createHash('sha1').update(part).digest('base64url')

/** Of this process alone: where the server outlives the run, what an earlier one examined says nothing. */
function shapesOfProcess(): Shapes {
  const known = new Map<string, string>()
  return {
    isNew: (part) => Promise.resolve(!known.has(digestOf(part))),
    add: (kind, parts) => Promise.resolve(parts.forEach((part) => known.set(digestOf(part), kind))),
    kinds: () => Promise.resolve([...new Set(known.values())]),
  }
}

/** Shared by all workers, in a database of the server that lives as long as the run. */
async function shapesOn(db: Db): Promise<Shapes> {
  await db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(1)')
    await trx.raw('create table if not exists examined (shape text primary key, kind text not null)')
  })
  return {
    isNew: async (part) =>
      !(await db('examined')
        .where({ shape: digestOf(part) })
        .first()),
    add: async (kind, parts) => {
      const rows = parts.map((part) => ({ shape: digestOf(part), kind }))
      await db('examined').insert(rows).onConflict('shape').ignore()
    },
    kinds: () => db('examined').distinct('kind').pluck('kind'),
  }
}

const codeOf = (error: unknown) => (error as { code?: string }).code ?? ''

async function createDatabase(ownerUrl: string): Promise<void> {
  const db = connect(inDatabase(ownerUrl, 'postgres'), 1)
  try {
    await db.raw('create database examined template template0')
  } catch (error) {
    // Another worker was first, or is at it.
    if (!['42P04', '23505'].includes(codeOf(error))) throw error
  } finally {
    await db.destroy()
  }
}

/** The shapes of this run and what ends the use of them. */
export async function openShapes(): Promise<{ shapes: Shapes; close: () => Promise<void> }> {
  if (process.env['TEST_OWNER_URL']) return { shapes: shapesOfProcess(), close: () => Promise.resolve() }
  const { ownerUrl } = inject('server')
  await createDatabase(ownerUrl)
  const db = connect(inDatabase(ownerUrl, 'examined'), 1)
  return { shapes: await shapesOn(db), close: () => db.destroy() }
}
