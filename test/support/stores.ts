import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { openStore, type Store } from '#platform/files/store.ts'

/** The two places where files can be. */
export const storeKinds = ['a folder', 'a server that speaks S3'] as const
export type StoreKind = (typeof storeKinds)[number]

export interface StoredFiles {
  store: Store
  close(): Promise<void>
}

/** A store of its own in one of the places, empty. */
export async function storeIn(place: StoreKind): Promise<StoredFiles> {
  const directory = await mkdtemp(join(tmpdir(), 'act-local-store-'))
  const removeAll = () => rm(directory, { recursive: true, force: true })
  if (place === 'a folder') return { store: await openStore(directory, null), close: removeAll }

  const bucket = 'files'
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: bucket, configs: [] }],
  })
  const { port } = await server.run()
  const endpoint = `http://127.0.0.1:${port}`
  const settings = { bucket, endpoint, region: 'eu-north-1', keyId: 'S3RVER', secret: 'S3RVER' }
  return {
    store: await openStore('', settings),
    close: async () => {
      await server.close()
      await removeAll()
    },
  }
}
