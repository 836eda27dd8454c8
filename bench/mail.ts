import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#platform/db/connection.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/schema/migrate.ts'
import { crashRepeatedly } from '../test/platform/mail/crash-during-delivery.ts'
import { mailServer } from '../test/support/mail-server.ts'

/*
 * What becomes of messages whose worker is killed (SIGKILL) again and again at random points. The mail server runs in
 * this process; a message counts as taken once the server has answered 250, whoever was left to hear that.
 */
const messages = Number(process.env['LETTERS'] ?? 1000)
const kills = Number(process.env['KILLS'] ?? 50)

const folder = mkdtempSync(join(tmpdir(), 'act-local-mail-'))
const embedded = await startEmbedded(folder)
await migrate(embedded.ownerUrl, new URL(embedded.appUrl).username)
const db = connect(embedded.appUrl, 2)
const server = await mailServer()
const env = {
  PATH: process.env['PATH'],
  DATABASE_URL: embedded.appUrl,
  DATABASE_OWNER_URL: embedded.ownerUrl,
  DATA_DIR: join(folder, 'data'),
  ORIGIN: 'https://actlocal.example.eu',
  SMTP_URL: server.url,
  DEMO: 'no',
  LOG_LEVEL: 'error',
}
const began = performance.now()
const fates = await crashRepeatedly({ db, server, messages, kills }, () =>
  fork('src/worker.ts', { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
)
console.log({ messages, taken: server.taken.length, seconds: Math.round((performance.now() - began) / 1000), ...fates })
await server.close()
await db.destroy()
await embedded.stop()
rmSync(folder, { recursive: true, force: true })
