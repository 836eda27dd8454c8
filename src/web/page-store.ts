import type { OutgoingHttpHeaders } from 'node:http'
import { parse } from 'node:querystring'

/** A page as it is sent. */
export interface KeptPage {
  /** When it was made, in milliseconds. */
  madeAt: number
  etag: string
  headers: OutgoingHttpHeaders
  bodies: Record<'br' | 'gzip' | 'identity', Buffer>
}

interface Kept extends KeptPage {
  path: string
  size: number
}

/** Which parameters making the pages of a path has read, sorted, and how many of its pages are kept. */
interface Path {
  names: string[]
  pages: number
}

// Headers, keys and the maps themselves, as measured.
const overhead = 3000

const splitAt = (url: string): [path: string, search: string] => {
  const at = url.indexOf('?')
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
}

/**
 * Pages by path and by those parameters that making them has read: any other parameter leads to the same page. Holds at
 * most so many bytes; the pages that nobody asked for the longest go first.
 */
export function createPageStore(mostBytes: number) {
  // A Map gives its keys in the order in which they were set.
  const pages = new Map<string, Kept>()
  const paths = new Map<string, Path>()
  let bytes = 0

  const remove = (key: string, { path, size }: Kept) => {
    pages.delete(key)
    bytes -= size
    const its = paths.get(path)
    if (its && --its.pages === 0) paths.delete(path)
  }

  const add = (key: string, names: string[], page: Kept) => {
    pages.set(key, page)
    bytes += page.size
    paths.set(page.path, { names, pages: (paths.get(page.path)?.pages ?? 0) + 1 })
  }

  return {
    find: (url: string): KeptPage | undefined => {
      const [path, search] = splitAt(url)
      const its = paths.get(path)
      const key = its && keyOf(path, search, its.names)
      const page = key === undefined ? undefined : pages.get(key)
      if (key === undefined || !page) return undefined
      pages.delete(key)
      pages.set(key, page)
      return page
    },
    keep: (url: string, read: ReadonlySet<string>, page: KeptPage): void => {
      const [path, search] = splitAt(url)
      const names = [...new Set([...(paths.get(path)?.names ?? []), ...read])].sort()
      const key = keyOf(path, search, names)
      const size = Object.values(page.bodies).reduce((sum, { length }) => sum + length, overhead)
      const earlier = pages.get(key)
      if (earlier) remove(key, earlier)
      add(key, names, { ...page, path, size })
      for (const [oldest, each] of pages) {
        if (bytes <= mostBytes) break
        remove(oldest, each)
      }
    },
    clear: (): void => {
      pages.clear()
      paths.clear()
      bytes = 0
    },
    size: () => ({ pages: pages.size, bytes }),
  }
}

function keyOf(path: string, search: string, names: readonly string[]): string {
  if (search === '' || names.length === 0) return path
  const given = parse(search)
  const read = names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]]))
  return read.length === 0 ? path : `${path}?${JSON.stringify(read)}`
}
