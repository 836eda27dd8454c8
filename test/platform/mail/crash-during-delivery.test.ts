import { expect, vi } from 'vitest'
import { mailServer } from '../../support/mail-server.ts'
import { database, start } from '../../support/process.ts'
import { cloneOf } from '../../support/clone.ts'
import { connect } from '#platform/db/connection.ts'
import { crashRepeatedly } from './crash-during-delivery.ts'
import { test } from 'vitest'

// It starts programs, which takes its time on a busy machine. `node bench/mail.ts` does more of the same.
vi.setConfig({ testTimeout: 300_000 })

test('messages go once each though the worker is killed again and again, and none is lost untold', async () => {
  const { url, drop } = await cloneOf('cast')
  const db = connect(url, 2)
  const server = await mailServer()
  const environment = {
    ...database(url),
    ORIGIN: 'https://actlocal.example.eu',
    SMTP_URL: server.url,
    DEMO: 'no',
    LOG_LEVEL: 'silent',
  }
  const worker = () => start('src/worker.ts', [], environment).child
  const { twice, neverAndUntold } = await crashRepeatedly({ db, server, messages: 60, kills: 3 }, worker)
  expect({ twice, neverAndUntold }).toEqual({ twice: 0, neverAndUntold: 0 })
  expect(await db('mailMessages').whereNotIn('state', ['sent', 'handed']).select('id')).toEqual([])
  await server.close()
  await db.destroy()
  await drop()
})
