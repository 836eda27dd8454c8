import type { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Db } from '#platform/db/connection.ts'
import { queuesOn } from '#platform/db/schema/job-queue-schema.ts'
import type { Job } from './job.ts'

/** Tells of the end of a run: the job's name, and whether it did what it should. */
export type JobEnded = (name: string, well: boolean) => void

export interface Queue {
  /** Starts nothing more, gives what runs `patience` milliseconds to end, and comes to rest. */
  stop: (patience: number) => Promise<void>
}

const timeZone = 'Europe/Riga'
// A job that takes longer hangs, and the next may start.
const longest = 900
const manner = {
  retryLimit: 0,
  expireInSeconds: longest,
  // A process that was killed is missed after a minute, and its job is done by another.
  heartbeatSeconds: 60,
  retentionSeconds: 3600,
  deleteAfterSeconds: 86_400,
}

/**
 * Runs each job when its time has come, once whatever number of processes do so: PostgreSQL gives each run to one of
 * them. Looks at it every `lookEvery` seconds, as soon as the database lets it, and outlives the times when it is away.
 */
export function startQueue(db: Db, jobs: readonly Job[], log: Logger, ended: JobEnded, lookEvery = 10): Queue {
  const boss = queuesOn(db, { lookEvery })
  const complain = seldom(log)
  boss.on('error', complain)
  let stopping = false
  let retry: NodeJS.Timeout | undefined

  const again = () => {
    beginning = begin()
  }
  const begin = async (): Promise<void> => {
    try {
      await boss.start()
      await forgetOthers(boss, jobs)
      for (const job of jobs) await take(boss, job, lookEvery, withEnd(job, log, ended))
    } catch (error) {
      complain(error)
      await boss.stop({ close: false, graceful: false }).catch(complain)
      if (!stopping) retry = setTimeout(again, 5000)
    }
  }
  let beginning = begin()

  return {
    stop: async (patience) => {
      stopping = true
      clearTimeout(retry)
      await beginning
      await boss.stop({ close: false, graceful: true, timeout: patience }).catch(complain)
    },
  }
}

async function take(boss: PgBoss, { name, cron }: Job, lookEvery: number, run: () => Promise<void>): Promise<void> {
  await boss.createQueue(name, { policy: 'exclusive', ...manner })
  await boss.updateQueue(name, manner)
  await boss.schedule(name, cron, null, { tz: timeZone })
  await boss.work(name, { pollingIntervalSeconds: lookEvery }, run)
}

/** A run whose end is told of; a job that fails stops no other. */
const withEnd =
  ({ name, run }: Job, log: Logger, ended: JobEnded) =>
  async () => {
    try {
      await run()
      ended(name, true)
    } catch (error) {
      ended(name, false)
      log.warn({ err: error, job: name }, 'a job failed')
      throw error
    }
  }

/** What an earlier version did again and again, and this one does not. */
async function forgetOthers(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  for (const { name, key } of await boss.getSchedules()) {
    if (!jobs.some((job) => job.name === name)) await boss.unschedule(name, key)
  }
}

// While the database is away every look at it fails: one line a minute says so.
function seldom(log: Logger): (error: unknown) => void {
  let last = -Infinity
  return (error) => {
    if (performance.now() - last < 60_000) return
    last = performance.now()
    log.warn({ err: error }, 'jobs cannot be looked for')
  }
}
