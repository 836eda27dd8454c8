import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#platform/db/connection.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { seed } from '../seeds/seed.ts'
import { writeMany } from './many.ts'
import { lists, visitors } from './pages.ts'

/*
 * Each public page and each list of those signed in, with the 17 parishes of the demonstration and with as many more as
 * BENCH_PARISHES and BENCH_INITIATIVES say, in one run: a median of single requests each, and how many times as long.
 * Visitors' pages are asked for with a cookie, so that the page cache answers none.
 */
const parishes = Number(process.env['BENCH_PARISHES'] ?? 100_000)
const initiatives = Number(process.env['BENCH_INITIATIVES'] ?? 1_000_000)
const tries = Number(process.env['BENCH_TRIES'] ?? 25)

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

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

interface Taken {
  ms: number
  status: number
  bytes: number
}

async function time(url: string, cookie: string): Promise<Taken> {
  const took: number[] = []
  let last = { status: 0, bytes: 0 }
  for (let at = 0; at < tries + 3; at += 1) {
    const from = performance.now()
    const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
    const bytes = (await answer.arrayBuffer()).byteLength
    last = { status: answer.status, bytes }
    if (at >= 3) took.push(performance.now() - from)
    // What is far too slow need not be asked again and again.
    if (performance.now() - from > 2000) {
      took.push(performance.now() - from)
      break
    }
  }
  return { ms: middle(took), ...last }
}

async function measure(origin: string): Promise<Map<string, Taken>> {
  const taken = new Map<string, Taken>()
  for (const path of visitors) taken.set(`visitor ${path}`, await time(`${origin}/lv${path}`, 'none=1'))
  for (const [name, paths] of Object.entries(lists)) {
    const cookie = await signIn(origin, name)
    for (const path of paths) taken.set(`${name} ${path}`, await time(`${origin}/lv${path}`, cookie))
  }
  return taken
}

async function withPortal<T>(url: string, run: (origin: string) => Promise<T>): Promise<T> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const env = { ...process.env, DATABASE_URL: url, PORT: String(port), DEMO: 'yes', LOG_LEVEL: 'error' }
  const child = fork('src/server.ts', { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  try {
    await new Promise((resolve) => child.stdout?.once('data', resolve))
    return await run(`http://127.0.0.1:${port}`)
  } finally {
    child.kill()
  }
}

function print(before: Map<string, Taken>, after: Map<string, Taken>) {
  console.log(['page'.padEnd(66), 'with 17'.padStart(10), 'with many'.padStart(10), '   times'].join(''))
  for (const [name, few] of before) {
    const many = after.get(name) ?? few
    const said = [few.ms, many.ms].map((ms) => `${ms.toFixed(1)} ms`.padStart(10))
    const bytes = `${Math.round(few.bytes / 1000)} -> ${Math.round(many.bytes / 1000)} kB`.padStart(18)
    const wrong = [few, many].some(({ status }) => status !== 200) ? ` ${few.status} ${many.status}` : ''
    console.log(`${name.padEnd(66)}${said.join('')}${(many.ms / few.ms).toFixed(2).padStart(8)}${bytes}${wrong}`)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'act-local-million-'))
const server = await startEmbedded(folder)
try {
  await migrate(server.ownerUrl, new URL(server.appUrl).username)
  const db = connect(server.appUrl)
  await seed(db)
  await db.destroy()
  const before = await withPortal(server.appUrl, measure)
  const owner = connect(server.ownerUrl, 1, { patience: 3_600_000 })
  const from = performance.now()
  await writeMany(owner, { parishes, initiatives })
  await owner.destroy()
  console.log(
    `${parishes} parishes and ${initiatives} initiatives written in ${Math.round((performance.now() - from) / 1000)} s\n`,
  )
  print(before, await withPortal(server.appUrl, measure))
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
