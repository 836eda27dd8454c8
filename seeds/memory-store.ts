import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Store } from '#platform/files/store.ts'

/** Keeps files for as long as the story is told, where nobody will ask for them. */
export function memoryStore(): Store {
  const kept = new Map<string, Buffer>()
  return {
    place: 'memory',
    put: async (key, path) => void kept.set(key, await readFile(path)),
    read: (key) => Promise.resolve(Readable.from([kept.get(key) ?? Buffer.alloc(0)])),
    remove: (key) => Promise.resolve(void kept.delete(key)),
    list: async function* () {},
  }
}
