import { buffer } from 'node:stream/consumers'
import { system, transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { isActive } from './formats/active-content.ts'
import type { StoredFile } from './formats/file.ts'
import { keyOf, type Store } from './store.ts'

const atOnce = 200

/** Looks into files that were kept before anybody did, the latest first, 200 of them at a time; one that cannot be read is left for later. */
export async function lookIntoFiles(db: Db, store: Store): Promise<void> {
  const files: StoredFile[] = await db('files').whereNull('active').orderBy('uploadedAt', 'desc').limit(atOnce)
  for (const { id, type, sha256 } of files) {
    const content = await store.read(keyOf(sha256)).then(buffer, () => null)
    if (!content) continue
    const active = await isActive(type, content)
    await transact(db, system, async (tx) => {
      await tx.db('files').where({ id }).update({ active })
      await tx.record('file.inspected', id, { active })
    })
  }
}
