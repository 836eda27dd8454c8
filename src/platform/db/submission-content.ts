import { createHash } from 'node:crypto'
import { isUuid } from '#platform/values/uuid.ts'
import type { Db } from './connection.ts'

// What a form says of itself, and not what somebody typed into it.
const aboutItself = new Set(['key', 'draft', 'version'])
// A digest of a password could be guessed at far more quickly than what is kept of it elsewhere.
const secret = /password/i

/** A digest of what was typed and chosen in a form. A file counts by its bytes: sent again, it is received under another id. */
export async function submissionContent(
  db: Db,
  body: Readonly<Record<string, string | string[] | undefined>>,
): Promise<string> {
  const fields = Object.entries(body)
    .filter(([name]) => !aboutItself.has(name) && !secret.test(name))
    .map(([name, typed]) => [name, [typed ?? []].flat()] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const ids = fields.flatMap(([, values]) => values.filter(isUuid))
  const digests = ids.length > 0 ? await digestsOf(db, ids) : new Map<string, string>()
  const content = fields.map(([name, values]) => [name, values.map((value) => digests.get(value) ?? value)])
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}

/** The SHA-256 of those of these ids that are files, by id. */
async function digestsOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db('files')
    .whereRaw('id = any(?)', [[...ids]])
    .select<{ id: string; sha256: string }[]>('id', 'sha256')
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]))
}
