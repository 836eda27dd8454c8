import autocannon from 'autocannon'
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Db } from '#platform/db/connection.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/schema/migrate.ts'
import { seed } from '../seeds/seed.ts'
import { flags } from './flags.ts'

/*
 * What the process takes in memory while visitors read every public page, in turn with addresses that name what no page
 * reads and with pages that are made anew since somebody wrote: `node bench/memory.ts`, in a tenth of SOAK_REQUESTS at a time.
 */
const requests = Number(process.env['SOAK_REQUESTS'] ?? 5_000_000)
const rounds = 10
const token = 'only-for-this-measurement'

async function addresses(db: Db): Promise<string[]> {
  const parishes = await db('parishes').pluck<string[]>('slug')
  const initiatives = await db('initiatives').where({ state: 'operating' }).pluck<string[]>('slug')
  const paths = [
    '',
    '/parishes',
    '/initiatives',
    '/training',
    '/methodology',
    '/mentors',
    '/visits',
    ...parishes.flatMap((slug) => [`/parishes/${slug}`, `/parishes/${slug}/plan`]),
    ...initiatives.map((slug) => `/initiatives/${slug}`),
  ]
  return ['lv', 'et', 'en'].flatMap((locale) => paths.map((path) => `/${locale}${path}`))
}

const megabytes = (text: string, name: string) => {
  const bytes = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]
  return `${Math.round(Number(bytes) / 1024 / 1024)} MB`.padStart(8)
}

async function tell(origin: string, sent: number): Promise<void> {
  const answer = await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  const text = await answer.text()
  const [all, heap, used, external] = [
    'process_resident_memory_bytes',
    'nodejs_heap_size_total_bytes',
    'nodejs_heap_size_used_bytes',
    'nodejs_external_memory_bytes',
  ].map((name) => megabytes(text, name))
  console.log(
    `${String(sent).padStart(9)} requests: ${all} resident, ${heap} of JavaScript (${used} in use), ${external} beside it`,
  )
}

async function soak(db: Db, origin: string): Promise<void> {
  const known = await addresses(db)
  await tell(origin, 0)
  for (let round = 1; round <= rounds; round++) {
    const asked = known.flatMap((path, at) => [{ path }, { path: `${path}?utm=${round}-${at}` }])
    const { errors } = await autocannon({
      url: origin,
      connections: 32,
      amount: requests / rounds,
      requests: asked,
      timeout: 120,
      // As browsers ask; half of them would be the same page again, which is sent from memory as it is.
      headers: { 'accept-encoding': 'gzip, br' },
    })
    if (errors > 0) throw new Error(`${errors} requests were not answered`)
    await tell(origin, (requests / rounds) * round)
    await db.raw('notify changes')
  }
}

async function startPortal(url: string, folder: string): Promise<{ child: ChildProcess; origin: string }> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const settings = { DATABASE_URL: url, PORT: String(port), DATA_DIR: folder, METRICS_TOKEN: token, DEMO: 'yes' }
  const env = { ...process.env, ...settings, LOG_LEVEL: 'error' }
  const child = fork('src/server.ts', { env, execArgv: flags, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  return { child, origin: `http://127.0.0.1:${port}` }
}

const folder = mkdtempSync(join(tmpdir(), 'act-local-memory-'))
const server = await startEmbedded(join(folder, 'database'))
try {
  await migrate(server.ownerUrl, new URL(server.appUrl).username)
  const db = connect(server.appUrl)
  await seed(db)
  const { child, origin } = await startPortal(server.appUrl, folder)
  await soak(db, origin).finally(() => child.kill())
  await db.destroy()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
