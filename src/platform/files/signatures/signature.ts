import { PoolBusy, workerPool } from '#platform/values/worker-pool.ts'
import { keyOf, type Store } from '#platform/files/store.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'

export interface ReadDocument {
  name: string
  sha256: string
}

/** A signature as it was read: whose it says it is, and what it covers. Whether the law knows it is not ours to say. */
export interface ReadSignature {
  signer: string
  organisation: string
  issuer: string
  /** What the signature says of itself, in ISO 8601. */
  signedAt: string | null
  /** What a time stamp says. */
  stampedAt: string | null
  /** Whether it fits its certificate, and the files are as they were signed; null where the portal cannot check that. */
  holds: boolean | null
  /** The names of the documents that it covers. */
  covers: string[]
}

export interface SignedContent {
  documents: ReadDocument[]
  signatures: ReadSignature[]
  /** How many more there are that cannot be read. */
  unread: number
}

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

/** Whether one of the documents has this content, and which signatures that hold cover it. */
export function signaturesOn({ documents, signatures }: SignedContent, sha256: string): ReadSignature[] | null {
  const names = documents.filter((each) => each.sha256 === sha256).map(({ name }) => name)
  if (names.length === 0) return null
  return signatures.filter(({ holds, covers }) => holds === true && covers.some((name) => names.includes(name)))
}
