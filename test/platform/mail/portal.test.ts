import { once } from 'node:events'
import { expect, test as base } from 'vitest'
import { connect } from '#platform/db/connection.ts'
import { mailServer } from '../../support/mail-server.ts'
import { runCli, database, portalWith, start } from '../../support/process.ts'
import { cloneOf } from '../../support/clone.ts'
import { messageAboutPlace, write } from './delivery.ts'

// Each test starts programs, which takes its time on a busy machine.
const test = base
  .extend('url', async ({}, { onCleanup }) => {
    const { url, drop } = await cloneOf('cast')
    onCleanup(drop)
    return url
  })
  .extend('server', async ({}, { onCleanup }) => {
    const server = await mailServer()
    onCleanup(server.close)
    return server
  })

test('a portal sends what another process writes, without waiting for the minute, and ends in good order', async ({
  url,
  server,
}) => {
  const environment = { ...database(url), DEMO: 'no', SMTP_URL: server.url, MAIL_FROM: 'portals@example.org' }
  const portal = await portalWith(environment)
  const db = connect(url, 1)
  await write(db, messageAboutPlace('anna@example.org'))
  await expect.poll(() => server.taken.length).toBe(1)
  expect(server.taken[0]).toContain('<portals@example.org>')
  await expect.poll(() => db('mailMessages').where({ state: 'sent' }).pluck('recipient')).toEqual(['anna@example.org'])

  await db('mailMessages').update({ state: 'failed', sentAt: null, failure: '550 no such mailbox' })
  const check = await runCli(['check'], environment)
  expect(check.out).toContain('note   letters: 1 failed or uncertain')
  portal.child.kill('SIGTERM')
  expect(await portal.ended).toBe(0)
  expect(portal.said.err).toBe('')
  await db.destroy()
})

test('a portal that leaves it to the worker sends nothing itself; the worker does, and ends in good order', async ({
  url,
  server,
}) => {
  const environment = { ...database(url), DEMO: 'no', SMTP_URL: server.url, JOBS: 'worker', LOG_LEVEL: 'silent' }
  const portal = await portalWith(environment)
  const db = connect(url, 1)
  await write(db, messageAboutPlace('anna@example.org'))
  expect((await fetch(`${portal.origin}/health/ready`)).status).toBe(200)
  expect(await db('mailMessages').pluck('state')).toEqual(['waiting'])
  const worker = start('src/worker.ts', [], environment)
  await once(worker.child.stdout ?? worker.child, 'data')
  await expect.poll(() => db('mailMessages').pluck('state')).toEqual(['sent'])
  for (const { child } of [worker, portal]) child.kill('SIGTERM')
  expect(await worker.ended).toBe(0)
  expect(await portal.ended).toBe(0)
  expect(worker.said.err).toBe('')
  await db.destroy()
})
