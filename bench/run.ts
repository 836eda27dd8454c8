import { fork, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#platform/db/connection.ts'
import { startEmbedded, type EmbeddedServer } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/schema/migrate.ts'
import { seed } from '../seeds/seed.ts'
import { costsOf, metricsToken, startCounting } from './costs.ts'
import { flags } from './flags.ts'
import { writeFinanceLines } from './finance-lines.ts'
import { conditions, measure, printRow, type Measured } from './measure.ts'

/*
 * Requests per second of the portal's pages beside a bare node:http server that answers pages of the same bytes, and a
 * bare Express with EJS and one query, all in one run. Every server is one process, kept to the first core where the
 * machine has taskset; the load comes from this one on the second. For each page of somebody signed in it says where
 * its time goes.
 */
const parish = 'viresi'

const pin = (pid: number | undefined, core: number) => spawnSync('taskset', ['-pc', String(core), String(pid)])

const children: ChildProcess[] = []

function start(file: string, env: Record<string, string>, execArgv: string[] = []): ChildProcess {
  const child = fork(file, { env: { ...process.env, ...env }, execArgv, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  pin(child.pid, 0)
  children.push(child)
  return child
}

const portOf = (child: ChildProcess) =>
  new Promise<number>((resolve) => child.once('message', (port) => resolve(port as number)))

async function startPortal(url: string): Promise<string> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const settings = { DATABASE_URL: url, PORT: String(port), DEMO: 'yes', LOG_LEVEL: 'error' }
  const child = start('src/server.ts', { ...settings, METRICS_TOKEN: metricsToken }, flags)
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  return `http://127.0.0.1:${port}`
}

async function signIn(origin: string, name: string): Promise<string> {
  const answer = await fetch(`${origin}/en/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ email: `${name}@example.org`, password: 'parish-demo-2019' }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function bareLike(url: string, headers: Record<string, string>): Promise<Measured> {
  const page = await fetch(url, { headers })
  const body = Buffer.from(await page.arrayBuffer()).toString('base64')
  const child = start('bench/bare-node.ts', {})
  child.send({ body, headers: { 'content-type': 'text/html; charset=utf-8' } })
  const result = await measure(`http://127.0.0.1:${await portOf(child)}/`)
  child.kill()
  return result
}

async function runPublic(origin: string) {
  console.log('Visitors, against bare node:http answering the same bytes:')
  for (const path of [
    '/lv',
    '/lv/parishes/gaujiena',
    '/lv/initiatives/gaujienas-kopienas-virtuve',
    '/lv/parishes/gaujiena/plan',
  ]) {
    const bare = await bareLike(origin + path, {})
    printRow('  bare node:http', bare, null)
    printRow(`  ${path}`, await measure(origin + path), bare)
  }
}

const pages: [string, string][] = [
  ['ape', '/lv/initiatives/gaujienas-kopienas-virtuve'],
  ['gaujiena', '/lv/initiatives/gaujienas-kopienas-virtuve'],
  ['ape', '/lv/work'],
  ['ape', '/lv/work/parishes/gaujiena/plan'],
  ['ape', '/lv/work/parishes/gaujiena/plan/actions'],
  ['ape', '/lv/initiatives'],
  ['ape', `/lv/work/parishes/${parish}/plan/finance/viresu-kopienas-busins`],
]

async function run(server: EmbeddedServer) {
  const origin = await startPortal(server.appUrl)
  const bareExpress = `http://127.0.0.1:${await portOf(start('bench/express.ts', { DATABASE_URL: server.appUrl }))}/`
  console.log(`${cpus().length} cores, ${conditions}\n`)
  await runPublic(origin)
  console.log('\nSigned in, against bare Express + EJS + one query of 100 rows:')
  for (const [name, path] of pages) {
    const bare = await measure(bareExpress)
    const headers = { cookie: await signIn(origin, name) }
    printRow('  bare Express + EJS + one query', bare, null)
    printRow(`  ${name} ${path}`, await measure(origin + path, headers), bare)
    console.log(`    ${await costsOf({ folder, server, origin }, path, headers)}`)
  }
}

pin(process.pid, 1)
const folder = mkdtempSync(join(tmpdir(), 'act-local-bench-'))
const starting = await startEmbedded(folder)
const server = await startCounting(folder, starting)
try {
  await migrate(server.ownerUrl, new URL(server.appUrl).username)
  const db = connect(server.appUrl)
  await seed(db)
  await writeFinanceLines(db, parish, 'viresu-kopienas-busins', 300)
  await db.destroy()
  await run(server)
} finally {
  for (const child of children) child.kill()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
