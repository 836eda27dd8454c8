import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { connect } from '#platform/db/connection.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/schema/migrate.ts'
import { seed } from '../seeds/seed.ts'
import { startBrowser } from '../test/support/chromium.ts'
import { fieldsOf } from '../test/support/form-fields.ts'
import { writeFinanceLines } from './finance-lines.ts'

/*
 * A financial plan of 300 lines: how long the server takes to show it, to save it, to print it and to write it as a
 * spreadsheet, how many bytes that is, and when somebody can type into it in Chromium with the CPU slowed four times.
 */
const place = '/lv/work/parishes/viresi/plan'
const section = `${place}/finance/viresu-kopienas-busins`
const tries = 9

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function timed(name: string, ask: () => Promise<Response>): Promise<string> {
  const took: number[] = []
  let body = Buffer.alloc(0)
  for (let at = 0; at < tries; at += 1) {
    const from = performance.now()
    const answer = await ask()
    body = Buffer.from(await answer.arrayBuffer())
    if (answer.status >= 400) throw new Error(`${name}: ${answer.status}`)
    took.push(performance.now() - from)
  }
  const best = Math.min(...took)
  const [ms, least] = [middle(took), best].map((each) => `${each.toFixed(0)} ms`) as [string, string]
  const [whole, packed] = [body.length, gzipSync(body).length].map((each) => `${Math.round(each / 1000)} kB`) as [
    string,
    string,
  ]
  console.log(name.padEnd(30), `median ${ms}`.padEnd(16), `best ${least}`.padEnd(14), `${whole}, packed ${packed}`)
  return body.toString('utf8')
}

async function run(origin: string) {
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  const entry = await fetch(`${origin}/lv/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams({ email: 'ape@example.org', password: 'parish-demo-2019' }),
  })
  const cookie = entry.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const get = (path: string) => () => fetch(origin + path, { headers: { cookie } })

  const html = await timed('show 300 lines', get(section))
  const fields: Record<string, string> = { ...(fieldsOf(html) as Record<string, string>), do: 'save' }
  let version = Number(fields['version'])
  await timed('save 300 lines', () => {
    const body = new URLSearchParams({ ...fields, version: String(version) })
    version += 1
    return fetch(origin + section, { method: 'POST', redirect: 'manual', headers: { ...headers, cookie }, body })
  })
  await timed('the plan as PDF', get(`${place}/draft.pdf`))
  await timed('the poster as PDF', get(`${place}/poster.pdf`))
  await timed('300 lines as XLSX', get(`${section}/lines.xlsx`))
  await typeIn(origin, cookie)
}

async function typeIn(origin: string, cookie: string) {
  const browser = await startBrowser()
  const context = await browser.newContext()
  const cookies = cookie.split('; ').map((each) => {
    const [name = '', value = ''] = each.split('=')
    return { name, value, url: origin }
  })
  await context.addCookies(cookies)
  const page = await context.newPage()
  const took: number[] = []
  for (let at = 0; at < 3; at += 1) {
    const slow = await context.newCDPSession(page)
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const from = performance.now()
    await page.goto(origin + section, { waitUntil: 'load' })
    await page.locator('input.cell').first().fill('06.2020')
    took.push(performance.now() - from)
    await slow.detach()
  }
  console.log('typed into, CPU slowed 4 times'.padEnd(30), `median ${middle(took).toFixed(0)} ms`)
  await browser.close()
}

const folder = mkdtempSync(join(tmpdir(), 'act-local-bench-'))
const server = await startEmbedded(folder)
const port = 20_000 + Math.floor(Math.random() * 20_000)
await migrate(server.ownerUrl, new URL(server.appUrl).username)
const db = connect(server.appUrl)
await seed(db)
await writeFinanceLines(db, 'viresi', 'viresu-kopienas-busins', 300)
await db.destroy()
const child = fork('src/server.ts', {
  env: { ...process.env, DATABASE_URL: server.appUrl, PORT: String(port), DEMO: 'yes', LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
})
try {
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  await run(`http://127.0.0.1:${port}`)
} finally {
  child.kill()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
