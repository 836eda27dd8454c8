import type { OutgoingHttpHeaders } from 'node:http'
import { parse } from 'node:querystring'

/** A page as it is sent. */
export interface CachedPage {
  /** When it was made, in milliseconds. */
  madeAt: number
  etag: string
  headers: OutgoingHttpHeaders
  bodies: Record<'br' | 'gzip' | 'identity', Buffer>
}

interface StoredPage extends CachedPage {
  path: string
  size: number
}

/** Which parameters making the pages of a path has read, sorted, and how many of its pages are kept, of how many bytes. */
interface Path {
  names: string[]
  pages: number
  bytes: number
}

// Headers, keys and the maps themselves, as measured.
const overhead = 3000

const splitAt = (url: string): [path: string, search: string] => {
  const at = url.indexOf('?')
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
}

/** Pages by key, with their bytes counted, and what was read for each path that has any. */
function createCount() {
  // A Map gives its keys in the order in which they were set.
  const pages = new Map<string, StoredPage>()
  const paths = new Map<string, Path>()
  let bytes = 0
  return {
    pages,
    namesOf: (path: string): string[] | undefined => paths.get(path)?.names,
    bytesOf: (path: string): number => paths.get(path)?.bytes ?? 0,
    size: () => ({ pages: pages.size, bytes }),
    add: (key: string, names: string[], page: StoredPage) => {
      pages.set(key, page)
      bytes += page.size
      const its = paths.get(page.path)
      paths.set(page.path, { names, pages: (its?.pages ?? 0) + 1, bytes: (its?.bytes ?? 0) + page.size })
    },
    remove: (key: string, { path, size }: StoredPage) => {
      pages.delete(key)
      bytes -= size
      const its = paths.get(path)
      if (!its) return
      its.bytes -= size
      if (--its.pages === 0) paths.delete(path)
    },
    clear: () => {
      pages.clear()
      paths.clear()
      bytes = 0
    },
  }
}

/**
 * Pages by path and by those parameters that making them has read: any other parameter leads to the same page. Holds at
 * most so many bytes, an eighth of them for one path, so that values made up for it drop no page of another; the pages that
 * nobody asked for the longest go first.
 */
export function createPageStore(mostBytes: number) {
  const { pages, namesOf, bytesOf, size, add, remove, clear } = createCount()
  return {
    size,
    clear,
    find: (url: string): CachedPage | undefined => {
      const [path, search] = splitAt(url)
      const names = namesOf(path)
      const key = names && keyOf(path, search, names)
      const page = key === undefined ? undefined : pages.get(key)
      if (key === undefined || !page) return undefined
      pages.delete(key)
      pages.set(key, page)
      return page
    },
    keep: (url: string, read: ReadonlySet<string>, page: CachedPage): void => {
      const [path, search] = splitAt(url)
      const names = [...new Set([...(namesOf(path) ?? []), ...read])].sort()
      const key = keyOf(path, search, names)
      const earlier = pages.get(key)
      if (earlier) remove(key, earlier)
      const bodies = Object.values(page.bodies).reduce((sum, { length }) => sum + length, overhead)
      add(key, names, { ...page, path, size: bodies })
      for (const [oldest, each] of pages) {
        const full = size().bytes > mostBytes
        if (!full && bytesOf(path) <= mostBytes / 8) break
        if (full || each.path === path) remove(oldest, each)
      }
    },
  }
}

function keyOf(path: string, search: string, names: readonly string[]): string {
  if (search === '' || names.length === 0) return path
  const given = parse(search)
  const read = names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]]))
  return read.length === 0 ? path : `${path}?${JSON.stringify(read)}`
}
