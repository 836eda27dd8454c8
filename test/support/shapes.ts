import { createHash } from 'node:crypto'
import { inject } from 'vitest'
import { connect, type Db } from '#platform/db/connection.ts'
import { inDatabase } from './in-database.ts'

/** What has been looked at in this run, by anybody. */
export interface Shapes {
  /** Those of these parts that nobody has looked at on a page of this kind; whoever asks first is given them, and looks. */
  claim(kind: string, parts: readonly string[]): Promise<string[]>
  /** The kinds of page of which something was claimed. */
  kinds(): Promise<string[]>
}

const digestOf = (kind: string, part: string) => createHash('sha1').update(`${kind}\n${part}`).digest('base64url')

interface Row {
  shape: string
  kind: string
}

/** What this process knows to be looked at it need not ask for again. `take` gives the shapes of rows that were new to all. */
function claiming(take: (rows: Row[]) => Promise<string[]>): Shapes['claim'] {
  const known = new Set<string>()
  return async (kind, parts) => {
    const unknown = new Map(parts.map((part) => [digestOf(kind, part), part]))
    for (const shape of unknown.keys()) if (known.has(shape)) unknown.delete(shape)
    // In one order, so that no two processes wait for each other.
    const rows = [...unknown.keys()].sort().map((shape) => ({ shape, kind }))
    if (rows.length === 0) return []
    for (const { shape } of rows) known.add(shape)
    return (await take(rows)).map((shape) => unknown.get(shape) ?? '')
  }
}

/** Of whoever asks alone, and nothing is known of what others have looked at. */
export function ownShapes(): Shapes {
  const kinds = new Set<string>()
  const take = (rows: Row[]) => {
    for (const { kind } of rows) kinds.add(kind)
    return Promise.resolve(rows.map(({ shape }) => shape))
  }
  return { claim: claiming(take), kinds: () => Promise.resolve([...kinds]) }
}

/** Shared by all workers, in a database of the server that lives as long as the run. */
async function shapesOn(db: Db): Promise<Shapes> {
  await db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(1)')
    await trx.raw('create table if not exists examined (shape text primary key, kind text not null)')
  })
  const take = async (rows: Row[]) => {
    const taken = await db('examined').insert(rows).onConflict('shape').ignore().returning<{ shape: string }[]>('shape')
    return taken.map(({ shape }) => shape)
  }
  return { claim: claiming(take), kinds: () => db('examined').distinct('kind').pluck('kind') }
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
  // Where the server outlives the run, what an earlier one examined says nothing.
  if (process.env['TEST_OWNER_URL']) return { shapes: ownShapes(), close: () => Promise.resolve() }
  const { ownerUrl } = inject('server')
  await createDatabase(ownerUrl)
  const db = connect(inDatabase(ownerUrl, 'examined'), 1)
  return { shapes: await shapesOn(db), close: () => db.destroy() }
}
