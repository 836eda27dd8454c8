import { setTimeout as pause } from 'node:timers/promises'
import { connect, type Db } from './connection.ts'
import { isCurrent } from './schema/migrate.ts'

const every = 2000
/** A database that is slow to answer is not away: what was true so long ago still counts. */
const patience = 15_000

// Whether something can be written shows only where something is: the disk may be full, or the server a copy.
const write = (db: Db) =>
  db.raw(
    `insert into rate_limits (key, points, expire) values ('readiness', 0, null)
      on conflict (key) do update set points = 0`,
  )

/**
 * Looks every 2 seconds, over a connection of its own, whether the database has a schema that this version works with and
 * can be written, so that a busy portal is asked in no time whether it is ready. It has looked once when it is given.
 */
export async function watchReadiness(url: string) {
  const db = connect(url, 1, { prepared: false })
  const ending = new AbortController()
  let goodAt = -Infinity
  let isGood = false

  const look = async () => {
    try {
      isGood = await isCurrent(db)
      if (isGood) await write(db)
    } catch {
      isGood = false
    }
    if (isGood) goodAt = performance.now()
  }

  await look()
  const watching = (async () => {
    for (;;) {
      await pause(every, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
      if (ending.signal.aborted) return
      await look()
    }
  })()

  return {
    isReady: () => isGood && performance.now() - goodAt < patience,
    close: async () => {
      ending.abort()
      await watching
      await db.destroy()
    },
  }
}
