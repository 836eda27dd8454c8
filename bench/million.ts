import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#platform/db/connection.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/schema/migrate.ts'
import { seed } from '../seeds/seed.ts'
import { writeMany } from './many.ts'
import { lists, visitors } from './pages.ts'

/*
 * Each public page and each list of those signed in, three times in one run: with the 17 parishes of the demonstration,
 * with so many more that a page of nearly every list is full, and with as many as BENCH_PARISHES and BENCH_INITIATIVES
 * say. A median of single requests each, and how many times as long the last takes as the others: against 17 a page also
 * holds more, against full pages it is the same page of a longer list. Visitors' pages are asked for with a cookie, so
 * that the page cache answers none.
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

function print([few, full, many]: Map<string, Taken>[]) {
  const titles = ['with 17', 'full pages', 'with many', 'x of 17', 'x of full']
  console.log('page'.padEnd(66) + titles.map((title) => title.padStart(11)).join(''))
  for (const [name, last] of many ?? []) {
    const each = [few?.get(name) ?? last, full?.get(name) ?? last, last] as const
    const said = each.map(({ ms }) => `${ms.toFixed(1)} ms`.padStart(11))
    const times = each.slice(0, 2).map(({ ms }) => (last.ms / ms).toFixed(2).padStart(11))
    const bytes = each.map((one) => Math.round(one.bytes / 1000)).join(' -> ')
    const wrong = each.some(({ status }) => status !== 200) ? ` ${each.map(({ status }) => status).join(' ')}` : ''
    console.log(`${name.padEnd(66)}${said.join('')}${times.join('')}  ${bytes} kB${wrong}`)
  }
}

/** What the pages take in a database of its own, with so much more than the demonstration. */
async function measureWith(size: { parishes: number; initiatives: number } | null): Promise<Map<string, Taken>> {
  const folder = mkdtempSync(join(tmpdir(), 'act-local-million-'))
  const server = await startEmbedded(folder)
  try {
    await migrate(server.ownerUrl, new URL(server.appUrl).username)
    const db = connect(server.appUrl)
    await seed(db)
    await db.destroy()
    if (size) await write(server.ownerUrl, size)
    return await withPortal(server.appUrl, measure)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function write(ownerUrl: string, size: { parishes: number; initiatives: number }): Promise<void> {
  const owner = connect(ownerUrl, 1, { patience: 3_600_000 })
  const from = performance.now()
  await writeMany(owner, size)
  await owner.destroy()
  const seconds = Math.round((performance.now() - from) / 1000)
  console.log(`${size.parishes} parishes and ${size.initiatives} initiatives written in ${seconds} s`)
}

print([
  await measureWith(null),
  // As many initiatives in each parish as there will be, and no more parishes than a list offers.
  await measureWith({ parishes: 80, initiatives: 800 }),
  await measureWith({ parishes, initiatives }),
])
