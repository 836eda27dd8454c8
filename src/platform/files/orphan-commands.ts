import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { transact, system, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { violatedConstraint } from '#platform/db/failures.ts'
import type { Clock } from '#platform/values/day.ts'
import { lockContent } from './commands.ts'
import type { StoredFile } from './formats/file.ts'
import { keyOf, smallKeyOf, type Store } from './store.ts'

interface Tidied {
  forgotten: number
  swept: number
}

type Orphan = Pick<StoredFile, 'id' | 'sha256'>

const ours = /^(?:[0-9a-f]{2}\/(?<sha256>[0-9a-f]{64})(-small)?|(incoming|check)\/[0-9a-f-]{36})$/

/** Removes what nobody needs: files no record refers to, content no file has, and what broken uploads left. Older than a day, all of it. */
export async function deleteOrphans(db: Db, store: Store, uploadsFolder: string, now: Clock): Promise<Tidied> {
  const before = new Date(now().getTime() - 24 * 3_600_000)
  const orphans = await findOrphans(db, before)
  let forgotten = 0
  for (const orphan of orphans) if (await forget(db, store, orphan)) forgotten += 1
  await clear(uploadsFolder, before)
  return { forgotten, swept: await sweep(db, store, before) }
}

// A record that has files refers to them by foreign keys, so the database knows every table that does.
async function findOrphans(db: Db, before: Date): Promise<Orphan[]> {
  const { rows } = await db.raw<{ rows: { place: string; column: string }[] }>(
    `select conrelid::regclass::text as place, attname as "column" from pg_constraint
     join pg_attribute on attrelid = conrelid and attnum = conkey[1]
     where confrelid = 'files'::regclass and contype = 'f'`,
  )
  return db('files')
    .where('uploadedAt', '<', before)
    .modify((query) => {
      for (const { place, column } of rows)
        query.whereNotExists(db(place).whereRaw('??.?? = files.id', [place, column]).select(db.raw('1')))
    })
    .select('id', 'sha256')
}

/** Forgets a file, and its content where no other file is the same; not where a record has just taken it. */
async function forget(db: Db, store: Store, { id, sha256 }: Orphan): Promise<boolean> {
  try {
    await transact(db, system, async (tx) => {
      await lockContent(tx, sha256)
      await tx.db('files').where({ id }).delete()
      await tx.record('file.deleted', id, { sha256 })
      await removeUnused(tx, store, sha256)
    })
    return true
  } catch (error) {
    if (violatedConstraint(error) === null) throw error
    return false
  }
}

async function removeUnused({ db }: AuditedTransaction, store: Store, sha256: string): Promise<boolean> {
  if (await db('files').where({ sha256 }).first('id')) return false
  await store.remove(keyOf(sha256))
  await store.remove(smallKeyOf(sha256))
  return true
}

/** Removes content that no file has, such as a portal leaves that was ended between writing and noting it. */
async function sweep(db: Db, store: Store, before: Date): Promise<number> {
  let swept = 0
  for await (const { key, changedAt } of store.list()) {
    const known = ours.exec(key)
    if (!known || changedAt > before) continue
    const sha256 = known.groups?.['sha256']
    if (sha256 !== undefined && (await db('files').where({ sha256 }).first('id'))) continue
    await store.remove(key)
    swept += 1
  }
  return swept
}

async function clear(folder: string, before: Date) {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const { mtime } = await stat(path).catch(() => ({ mtime: before }))
    if (mtime < before) await rm(path, { recursive: true, force: true })
  }
}
