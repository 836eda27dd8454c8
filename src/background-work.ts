import { removeOldLinks } from '#modules/people/accounts/link-commands.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { Counter } from 'prom-client'
import type { Logger } from 'pino'
import type { Config } from '#config.ts'
import { removeOldDevices } from '#modules/people/sign-in/device-commands.ts'
import { deleteOldFormKeys } from '#platform/db/transact.ts'
import { connect, type Db } from '#platform/db/connection.ts'
import { deleteOldAutosaves } from '#modules/autosave/commands.ts'
import type { Store } from '#platform/files/store.ts'
import { lookIntoFiles } from '#platform/files/active-commands.ts'
import { deleteOrphans } from '#platform/files/orphan-commands.ts'
import type { ChangeListener } from '#change-notifications.ts'
import { startQueue } from '#platform/jobs/queue.ts'
import type { Clock } from '#platform/values/day.ts'
import { renderInlineImages } from '#platform/mail/inline-images.ts'
import { createDeliveryLoop } from '#platform/mail/delivery-loop.ts'
import { scheduledJobs } from '#schedule.ts'
import { logoAt } from '#platform/pdf/logo.ts'
import type { Metrics } from '#platform/monitoring/request-log.ts'

// In the demonstration it is the day on which its story stands, whenever somebody starts it.
const demoNow = Date.UTC(2020, 2, 2, 10)
const patience = 5000

export interface WorkContext {
  config: Config
  now: Clock
  db: Db
  store: Store
  log: Logger
  metrics: Metrics
}

/** Where letters are sent and what is due is done, in the portal's own process or in a worker's. */
export interface BackgroundWork {
  listener: ChangeListener
  /** Ends what runs, within a few seconds. */
  close: () => Promise<void>
}

export async function startBackgroundWork(work: WorkContext): Promise<BackgroundWork> {
  const { config, db, now, log, metrics } = work
  const delivery = createDeliveryLoop({
    db,
    smtpUrl: config.smtpUrl,
    template: {
      origin: config.origin,
      from: config.mailFrom,
      replyTo: config.contact.email,
      images: await renderInlineImages(logoAt(config.programmeLogo)),
    },
    log,
    now,
  })
  const runs = new Counter({
    name: 'job_runs',
    help: 'Runs of each periodic job that ended well and not',
    labelNames: ['job', 'well'],
    registers: [metrics.registry],
  })
  const jobs = scheduledJobs({ db, now, store: work.store, config, delivery, cleanUp: () => cleanUp(work) })
  const queue = startQueue(db, jobs, log, (job, well) => runs.inc({ job, well: String(well) }))
  return {
    listener: { invalidate: delivery.wake, setConnected: (isConnected) => isConnected && delivery.wake() },
    close: async () => {
      // A mail server that thinks about its answer is not waited for: the letter will be shown as uncertain.
      await Promise.all([queue.stop(patience), Promise.race([delivery.stop(), pause(patience, null, { ref: false })])])
    },
  }
}

/** Forgets what is old and of no use. */
export async function cleanUp({ config, db, store }: Omit<WorkContext, 'metrics' | 'now'>): Promise<void> {
  await Promise.all([deleteOldFormKeys(db), deleteOldAutosaves(db), removeOldLinks(db), removeOldDevices(db)])
  await deleteOrphans(db, store, config.uploadsFolder, () => new Date())
  await lookIntoFiles(db, store)
}

/**
 * By how many ms the portal's present is behind the clock: none, but in the demonstration, which goes on where it was left,
 * so that nothing that was done in it comes to lie ahead.
 */
export async function behindIn({ demo }: Pick<Config, 'demo'>, url: string): Promise<number> {
  if (!demo) return 0
  const db = connect(url, 1)
  try {
    const { rows } = await db.raw<{ rows: [{ last: Date | null }] }>('select max(at) as last from audit_log')
    return Date.now() - Math.max(demoNow, rows[0].last?.valueOf() ?? 0)
  } finally {
    await db.destroy()
  }
}

/** Tells the time it is, or would be in the demonstration's story. */
export const clockBehind =
  (behind: number): Clock =>
  () =>
    new Date(Date.now() - behind)
