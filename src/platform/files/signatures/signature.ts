import { PoolBusy, workerPool } from '#platform/processes/worker-pool.ts'
import { keyOf, type Store } from '#platform/files/store.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import type { SignedContent } from '#platform/files/formats/signed-content.ts'

const read: (bytes: object) => Promise<SignedContent | null> = workerPool(
  new URL('signature-worker.ts', import.meta.url),
  {
    most: 1,
    waiting: 20,
    seconds: 15,
    quiet: true,
  },
)

/** What a signed container holds that was received before; null where it cannot be read. */
export async function readSignedContainer(
  store: Store,
  { sha256 }: Pick<StoredFile, 'sha256'>,
): Promise<SignedContent | null> {
  const bytes = await bytesOf(store, sha256)
  try {
    return await read(bytes)
  } catch (error) {
    if (error instanceof PoolBusy) throw error
    return null
  }
}

async function bytesOf(store: Store, sha256: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await store.read(keyOf(sha256))) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
