import type { Socket } from 'node:net'
import pg from 'pg'

/** So long nothing is heard before the database is asked whether it is there, and so long it may take to say so. */
const suspicious = 2000
const patience = 800
const lookEvery = 200

/** Whether the server answers at all: a refusal in its own words is an answer. */
async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: patience, query_timeout: patience })
  client.on('error', () => undefined)
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<boolean>((resolve) => (late = setTimeout(() => resolve(false), patience)))
  const asked = client.connect().then(
    () => true,
    (error: unknown) => error instanceof pg.DatabaseError,
  )
  const answered = await Promise.race([asked, tooLate])
  clearTimeout(late)
  void asked.then(() => client.end()).catch(() => undefined)
  return answered
}

/**
 * Notices a database that takes connections and never answers. Whoever waits for it is let go within 3 seconds with an error
 * that passes (`isUnavailable`), and whoever comes later at once, until it answers again. A query that is slow while the
 * server answers others is none of its business.
 */
export function createBreaker(url: string) {
  const waiting = new Map<pg.Client, number>()
  const queued = new Set<() => void>()
  let heardAt = -Infinity
  let isHung = false
  let isAsking = false
  let timer: NodeJS.Timeout | undefined

  const look = async () => {
    if (!isHung && waiting.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
    const since = Math.max(heardAt, Math.min(...waiting.values()))
    if (isAsking || (!isHung && performance.now() - since < suspicious)) return
    isAsking = true
    isHung = !(await answers(url))
    isAsking = false
    heardAt = performance.now()
    if (!isHung) return
    for (const connection of waiting.keys()) socketOf(connection).destroy()
    for (const letGo of queued) letGo()
  }

  return {
    /** Throws where the database is known not to answer. */
    refuse: () => {
      if (isHung) throw noAnswer()
    },
    /** A connection that is waited for; whoever is let go before it comes has it given back. */
    connected: <T>(coming: Promise<T>, giveBack: (late: T) => unknown) => unlessLetGo(queued, coming, giveBack),
    /** Notes that something was asked over a connection; what it returns notes the answer. */
    asked: (connection: pg.Client): (() => void) => {
      if (!waiting.has(connection)) waiting.set(connection, performance.now())
      timer ??= setInterval(() => void look(), lookEvery).unref()
      return () => {
        waiting.delete(connection)
        heardAt = performance.now()
      }
    },
  }
}

async function unlessLetGo<T>(queued: Set<() => void>, coming: Promise<T>, giveBack: (late: T) => unknown): Promise<T> {
  let letGo = () => {}
  const gone = new Promise<never>((_, reject) => {
    letGo = () => {
      coming.then(giveBack, () => undefined)
      reject(noAnswer())
    }
  })
  queued.add(letGo)
  try {
    return await Promise.race([coming, gone])
  } finally {
    queued.delete(letGo)
  }
}

const noAnswer = () => new Error('timeout expired: the database does not answer')

const socketOf = (connection: pg.Client): Socket =>
  (connection as pg.Client & { connection: { stream: Socket } }).connection.stream
