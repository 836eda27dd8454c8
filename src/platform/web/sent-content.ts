import { createHash } from 'node:crypto'
import type { Db } from '#platform/db/connection.ts'
import { listDigests } from '#platform/files/queries.ts'
import { isUuid } from '#platform/forms/fields.ts'
import type { Body } from '#platform/forms/form-kit.ts'

// What a form says of itself, and not what somebody typed into it.
const aboutItself = new Set(['key', 'draft', 'version'])

/** A digest of what was typed and chosen in a form. A file counts by its bytes: sent again, it is received under another id. */
export async function contentOf(db: Db, body: Body): Promise<string> {
  const fields = Object.entries(body)
    .filter(([name]) => !aboutItself.has(name))
    .map(([name, typed]) => [name, [typed ?? []].flat()] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const ids = fields.flatMap(([, values]) => values.filter(isUuid))
  const digests = ids.length > 0 ? await listDigests(db, ids) : new Map<string, string>()
  const content = fields.map(([name, values]) => [name, values.map((value) => digests.get(value) ?? value)])
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}
