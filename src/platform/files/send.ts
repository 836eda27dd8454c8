import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import { StorageUnavailable } from '#platform/web/errors.ts'
import { isPicture, types, type StoredFile } from './formats/file.ts'
import { keyOf, smallKeyOf, type Store } from './store.ts'

export interface SendOptions {
  /** The picture as lists show it, at most 480 pixels wide and high. */
  small?: boolean
  /** Everybody may see it, so that it is kept for a day by whoever loaded it. */
  forAll?: boolean
}

/**
 * Sends a file to somebody the caller has let in. Pictures are shown; everything else is handed over to be saved, so that
 * nothing that people sent is ever a page of ours.
 */
export async function sendFile(res: Response, store: Store, file: StoredFile, how: SendOptions = {}): Promise<void> {
  const small = how.small === true && isPicture(file.type)
  const etag = `"${file.sha256}${small ? '-small' : ''}"`
  res.set({ ...headersOf(file, small), 'Cache-Control': cachingOf(file, how), ETag: etag })
  if (res.req.get('if-none-match') === etag) return void res.status(304).end()
  if (res.req.method === 'HEAD') return void res.end()
  const stream = await store.read(small ? smallKeyOf(file.sha256) : keyOf(file.sha256)).catch((cause: unknown) => {
    for (const name of ['Content-Disposition', 'Content-Length', 'Content-Type', 'ETag']) res.removeHeader(name)
    throw new StorageUnavailable('the file cannot be read', { cause })
  })
  await pipeline(stream, res).catch(() => void res.destroy())
  if (!res.closed) await once(res, 'close')
}

const cachingOf = ({ type }: StoredFile, { forAll }: SendOptions): string => {
  // A picture that is taken down must be gone from caches on the way the day after.
  if (forAll) return 'public, max-age=86400, immutable'
  return isPicture(type) ? 'private, no-cache' : 'no-store'
}

function headersOf(file: StoredFile, small: boolean): Record<string, string> {
  return {
    'Content-Type': small ? 'image/jpeg' : types[file.type].mime,
    'Content-Disposition': `${isPicture(file.type) ? 'inline' : 'attachment'}; ${filenameOf(file.name)}`,
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    ...(small ? {} : { 'Content-Length': String(file.bytes) }),
  }
}

/** A name as RFC 6266 wants it: plain letters for old programs, all letters for the others. */
function filenameOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w. -]/g, '_')
  const all = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return `filename="${plain}"; filename*=UTF-8''${all}`
}
