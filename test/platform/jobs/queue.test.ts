import { describe, expect } from 'vitest'
import { connect, type Db } from '#platform/db/connection.ts'
import { queuesOn } from '#platform/db/schema/job-queue-schema.ts'
import type { Job } from '#platform/jobs/job.ts'
import { startQueue } from '#platform/jobs/queue.ts'
import { createLog } from '#platform/monitoring/request-log.ts'
import { proxyTo } from '../../support/proxy.ts'
import { cloneOf } from '../../support/clone.ts'
import { test as base } from '../../support/test.ts'

interface World {
  url: string
  /** One more process that does these jobs, on connections of its own. */
  process: (jobs: Job[], url?: string) => { ended: string[] }
  /** Asks for a run of the job, as its time would. */
  ask: (db: Db, name: string) => Promise<void>
}

const test = base.extend<World>({
  url: async ({}, use) => {
    const { url, drop } = await cloneOf('cast')
    await use(url)
    await drop()
  },
  process: async ({ url }, use) => {
    const open: (() => Promise<unknown>)[] = []
    await use((jobs, at = url) => {
      const db = connect(at, 3)
      const ended: string[] = []
      const tell = (name: string, well: boolean) => void ended.push(`${name} ${well ? 'well' : 'badly'}`)
      const queue = startQueue(db, jobs, createLog('silent'), tell, 0.5)
      open.push(() => queue.stop(1000).then(() => db.destroy()))
      return { ended }
    })
    await Promise.all(open.map((close) => close()))
  },
  ask: async ({}, use) => {
    await use(async (db, name) => {
      // A run that has just done its work may not have ended yet, and there is one at a time.
      await expect.poll(() => queuesOn(db).send(name)).not.toBeNull()
    })
  },
})

// It never comes by itself while a test runs.
const seldom = '0 3 29 2 *'

describe('jobs', () => {
  test('are done once each, whatever number of processes do them', async ({ url, process, ask }) => {
    let minutes = 0
    let asked = 0
    const jobs: Job[] = [
      { name: 'test.minute', cron: '* * * * *', run: () => Promise.resolve(void (minutes += 1)) },
      { name: 'test.asked', cron: seldom, run: () => Promise.resolve(void (asked += 1)) },
    ]
    const db = connect(url, 1)
    const both = [process(jobs), process(jobs)]
    await expect.poll(() => minutes).toBeGreaterThan(0)
    for (let times = 1; times <= 4; times++) {
      await ask(db, 'test.asked')
      await expect.poll(() => asked).toBe(times)
    }
    // What pg-boss puts down when a time has come, with the minute that it is.
    const rowsOf = () =>
      db.withSchema('queues').from('job').whereRaw(`data->>'name' = 'test.minute'`).select('singletonOn')
    // The next minute may have come, and is not done yet.
    await expect.poll(async () => (await rowsOf()).length - minutes).toBe(0)
    const rows = await rowsOf()
    expect(new Set(rows.map(({ singletonOn }) => String(singletonOn))).size).toBe(rows.length)
    expect(both.flatMap(({ ended }) => ended).filter((end) => end === 'test.asked well')).toHaveLength(4)
    const schedules = await db.withSchema('queues').from('schedule').pluck('timezone')
    expect(schedules).toEqual(['Europe/Riga', 'Europe/Riga'])
    await db.destroy()
  })

  test('that fail stop no other, and an earlier version’s are forgotten', async ({ url, process, ask }) => {
    const db = connect(url, 1)
    let done = 0
    const old = process([{ name: 'test.old', cron: seldom, run: () => Promise.resolve() }])
    await expect.poll(() => db.withSchema('queues').from('schedule').pluck('name')).toEqual(['test.old'])
    const { ended } = process([
      { name: 'test.broken', cron: seldom, run: () => Promise.reject(new Error('broken')) },
      { name: 'test.whole', cron: seldom, run: () => Promise.resolve(void (done += 1)) },
    ])
    const names = () => db.withSchema('queues').from('schedule').orderBy('name').pluck('name')
    await expect.poll(names).toEqual(['test.broken', 'test.whole'])
    await ask(db, 'test.broken')
    await ask(db, 'test.whole')
    await expect.poll(() => done).toBe(1)
    await expect.poll(() => ended).toContain('test.broken badly')
    expect(old.ended).toEqual([])
    await db.destroy()
  })

  test('go on when the database has been away', async ({ url, process, ask }) => {
    const line = await proxyTo(url)
    const db = connect(url, 1)
    let done = 0
    process([{ name: 'test.asked', cron: seldom, run: () => Promise.resolve(void (done += 1)) }], line.url)
    const isThere = () => db.withSchema('queues').from('schedule').pluck('name')
    await expect.poll(isThere).toEqual(['test.asked'])
    await line.cut()
    await ask(db, 'test.asked')
    expect(done).toBe(0)
    await line.mend()
    await expect.poll(() => done).toBe(1)
    await db.destroy()
  })
})
