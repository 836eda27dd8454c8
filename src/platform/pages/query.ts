import type { Request, Response } from 'express'

type Parameters = Record<string, string>

/**
 * The parameters of the address that are texts, for a handler. A handler says which of them its page hangs on by reading
 * them: their names are kept beside the answer, and a page that is the same whatever else was asked for is kept once.
 */
export function readableQuery(req: Request, res: Response): Parameters {
  const texts = Object.entries(req.query).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const read = namesRead(res)
  return new Proxy(Object.fromEntries(texts), {
    get: (query, name) => {
      if (typeof name === 'string') read.add(name)
      return Reflect.get(query, name) as unknown
    },
    // Asking for all of them says nothing of those that were not there.
    ownKeys: () => {
      throw new Error('Read parameters by their names, so that it is known which of them a page hangs on.')
    },
  })
}

/** The names of the parameters that were read for this answer. */
export const namesRead = (res: Response): Set<string> => (res.locals['namesRead'] ??= new Set<string>()) as Set<string>

/** The same address without the parameters that were not read. */
export function withoutUnread(path: string, read: ReadonlySet<string>): string {
  const [place = '', search] = path.split('?')
  if (search === undefined) return path
  const kept = search.split('&').filter((each) => read.has(decodedName(each)))
  return kept.length === 0 ? place : `${place}?${kept.join('&')}`
}

const decodedName = (parameter: string): string => [...new URLSearchParams(parameter).keys()][0] ?? ''
