import { createReadStream } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

/** Where the bytes of files are: on disk, or on a server that speaks S3. */
export interface S3Settings {
  bucket: string
  endpoint: string | null
  region: string
  keyId: string
  secret: string
}

interface Placed {
  key: string
  changedAt: Date
}

/** Bytes by key. A key names its content, so that what is there already is never written again. */
export interface Store {
  readonly place: string
  put(key: string, path: string, bytes: number): Promise<void>
  read(key: string): Promise<Readable>
  remove(key: string): Promise<void>
  /** What there is, or what there is below a folder. */
  list(under?: string): AsyncIterable<Placed>
}

export const keyOf = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256}`
export const smallKeyOf = (sha256: string): string => `${keyOf(sha256)}-small`

/** The store that the settings name: S3 where a bucket is given, else the folder. */
export async function openStore(folder: string, s3: S3Settings | null): Promise<Store> {
  return s3 ? storeOn(await s3Disk(s3), `bucket ${s3.bucket}`) : storeOn(folderDisk(folder), folder, folder)
}

function storeOn(disk: Disk, place: string, folder?: string): Store {
  const sizeOf = (key: string) =>
    disk.getMetaData(key).then(
      ({ contentLength }) => contentLength,
      () => null,
    )
  return {
    place,
    async put(key, path, bytes) {
      if ((await sizeOf(key)) === bytes) return
      if (folder === undefined) await disk.putStream(key, createReadStream(path), { contentLength: bytes })
      else await putWhole(disk, folder, key, path)
    },
    async read(key) {
      const stream = await disk.getStream(key)
      await opened(stream)
      return stream
    },
    remove: (key) => disk.delete(key),
    list: (under = '/') => everythingOn(disk, under),
  }
}

// A power cut must leave the whole file under its name or none, so it is written elsewhere, synced and moved there.
async function putWhole(disk: Disk, folder: string, key: string, path: string) {
  const incoming = `incoming/${randomUUID()}`
  const [from, to] = [join(folder, incoming), join(folder, key)]
  try {
    await disk.putStream(incoming, createReadStream(path))
    const written = await open(from, 'r')
    await written.sync().finally(() => written.close())
    await mkdir(dirname(to), { recursive: true })
    await rename(from, to)
  } catch (error) {
    await disk.delete(incoming).catch(() => undefined)
    throw error
  }
}

// A file on disk fails only once it is read from; by then the answer's headers would be on their way.
const opened = (stream: Readable) =>
  'pending' in stream && stream.pending
    ? new Promise<void>((resolve, reject) => void stream.once('open', () => resolve()).once('error', reject))
    : Promise.resolve()

async function* everythingOn(disk: Disk, under: string): AsyncGenerator<Placed> {
  let token: string | undefined
  do {
    const { objects, paginationToken } = await disk.listAll(under, {
      recursive: true,
      ...(token === undefined ? {} : { paginationToken: token }),
    })
    for (const each of objects) {
      if (each.isFile) yield { key: each.key, changedAt: (await each.getMetaData()).lastModified }
    }
    token = paginationToken
  } while (token !== undefined)
}

const folderDisk = (folder: string) => new Disk(new FSDriver({ location: folder, visibility: 'private' }))

// The client is large: only a portal that uses it loads it.
async function s3Disk({ bucket, endpoint, region, keyId, secret }: S3Settings) {
  const { S3Driver } = await import('flydrive/drivers/s3')
  const driver = new S3Driver({
    bucket,
    region,
    credentials: { accessKeyId: keyId, secretAccessKey: secret },
    visibility: 'private',
    supportsACL: false,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 3000, requestTimeout: 30_000 },
    // Servers other than Amazon's know no newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
  })
  return new Disk(driver)
}

/** Writes something, reads it back and removes it; throws where the store does not do its work. */
export async function checkStore(store: Store, path: string, bytes: number): Promise<void> {
  const key = `check/${randomUUID()}`
  await store.put(key, path, bytes)
  let read = 0
  for await (const chunk of await store.read(key)) read += (chunk as Buffer).length
  await store.remove(key)
  if (read !== bytes) throw new Error(`${read} of ${bytes} bytes came back`)
}
