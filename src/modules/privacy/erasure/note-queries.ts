import { text } from 'node:stream/consumers'
import type { Db } from '#platform/db/connection.ts'
import type { Store } from '#platform/files/store.ts'

/** An erasure as it is noted beside the files, where a restored dump does not take it away. */
export interface ErasureNote {
  id: string
  subjectHash: string
  at: string
  rules: { mentions: string[] }
}

const folder = 'erasures/'
export const noteKey = (id: string): string => folder + id

/** The erasures that are noted beside the files and that this database knows nothing of: it is older, and knows the people again. */
export async function findMissing(db: Db, store: Store): Promise<ErasureNote[]> {
  const known = new Set((await db('erasures').select<{ id: string }[]>('id')).map(({ id }) => noteKey(id)))
  const missing: ErasureNote[] = []
  for await (const { key } of notesIn(store)) {
    if (!known.has(key)) missing.push(JSON.parse(await text(await store.read(key))) as ErasureNote)
  }
  return missing.toSorted((a, b) => a.at.localeCompare(b.at))
}

// The folder is there once something was erased.
async function* notesIn(store: Store): AsyncGenerator<{ key: string }> {
  try {
    yield* store.list(folder)
  } catch (error) {
    const { code, cause } = error as { code?: string; cause?: { code?: string } }
    if (code !== 'ENOENT' && cause?.code !== 'ENOENT' && code !== 'E_CANNOT_LIST_OBJECTS') throw error
  }
}

/** Says what must be done where erasures are missing in the database; null where none is. */
export async function warningOfMissing(db: Db, store: Store): Promise<string | null> {
  const { length } = await findMissing(db, store)
  if (length === 0) return null
  return `${length} erasures of personal data are missing in this database, which was restored from an older dump: run npm run act-local -- erase-again`
}
