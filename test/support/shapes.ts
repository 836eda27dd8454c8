import { createHash } from 'node:crypto'
import { inject } from 'vitest'
import { connect, type Db } from '#platform/db/connection.ts'
import { inDatabase } from './database.ts'

/** What has been looked at in this run, by anybody. */
export interface Shapes {
  /** Whether nobody has looked at this part of a page of this kind; whoever asks first is told so, and looks at it. */
  claim(kind: string, part: string): Promise<boolean>
  /** The kinds of page of which something was claimed. */
  kinds(): Promise<string[]>
}

const digestOf = (part: string) => createHash('sha1').update(part).digest('base64url')

/** Of this process alone: where the server outlives the run, what an earlier one examined says nothing. */
function shapesOfProcess(): Shapes {
  const known = new Map<string, string>()
  return {
    claim: (kind, part) => {
      const isNew = !known.has(digestOf(part))
      if (isNew) known.set(digestOf(part), kind)
      return Promise.resolve(isNew)
    },
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
    claim: async (kind, part) => {
      const row = { shape: digestOf(part), kind }
      return (await db('examined').insert(row).onConflict('shape').ignore().returning('shape')).length > 0
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
