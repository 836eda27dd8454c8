import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Db } from '#platform/db/connection.ts'
import { createPostMemory, type PostMemory } from '#platform/web/double-posts.ts'
import { printer, type Printer } from '#platform/pdf/printer.ts'

/** What one portal has for itself, while all portals of a process share the routes and everything else that is costly. */
interface Own {
  db: Db
  printer: Printer
  posts: PostMemory
  /** What it counts in memory is counted under this. */
  id: string
}

const asked = new AsyncLocalStorage<Own>()

function own(): Own {
  const found = asked.getStore()
  if (!found) throw new Error('the shared portal was asked for a database outside of a request')
  return found
}

/** Stands for what `current` gives at the moment of each use; `client` is taken out before the first request. */
function standIn<T extends object>(current: () => T): T {
  return new Proxy((() => undefined) as unknown as T, {
    apply: (_, __, args: unknown[]) => (current() as unknown as (...args: unknown[]) => unknown)(...args),
    get(target, name) {
      if (name === 'client') return standIn(() => (current() as unknown as { client: object }).client)
      if (name === 'constructor') return target.constructor
      const real = current()
      const value: unknown = Reflect.get(real, name)
      return typeof value === 'function' ? (value.bind(real) as unknown) : value
    },
  })
}

/** The database of the portal that was asked. */
export const dbOfRequest: Db = standIn(() => own().db)

/** The printed papers of the portal that was asked. */
export const printerOfRequest: Printer = {
  print: (...given) => own().printer.print(...given),
  printOnce: (...given) => own().printer.printOnce(...given),
  sizeOf: (key) => own().printer.sizeOf(key),
}

/** What was sent to the portal that was asked. */
export const postsOfRequest: PostMemory = {
  find: (...given) => own().posts.find(...given),
  begin: (...given) => {
    own().posts.begin(...given)
  },
}

/** The shared portal as one of its own on this database: no other sees what it prints or counts. */
export function ownOf(shared: RequestListener, db: Db): RequestListener {
  const given: Own = { db, printer: printer(null), posts: createPostMemory(), id: randomUUID() }
  return (req, res) => asked.run(given, () => shared(req, res))
}

// Limits that are counted in memory are made with the routes, once for all portals.
type Consume = RateLimiterMemory['consume']
const limiter = RateLimiterMemory.prototype as { consume: Consume }
const { consume } = limiter
limiter.consume = function (this: RateLimiterMemory, key, ...given) {
  const id = asked.getStore()?.id ?? ''
  return consume.call(this, `${id} ${key}`, ...given)
}
