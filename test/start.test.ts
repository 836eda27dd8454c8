import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect as dial, type AddressInfo, type Socket } from 'node:net'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test as base } from 'vitest'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { connect } from '#platform/db/connection.ts'
import { runCli, database, freePort, portalWith, start } from './support/process.ts'
import { proxyTo } from './support/proxy.ts'
import { cloneOf } from './support/clone.ts'

// Each test starts programs, which takes its time on a busy machine.
const test = base
  .extend('url', { scope: 'file' }, async ({}, { onCleanup }) => {
    const { url, drop } = await cloneOf('cast')
    onCleanup(drop)
    return url
  })
  .extend('folder', async ({}, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'act-local-start-'))
    onCleanup(() => rm(folder, { recursive: true, force: true }))
    return folder
  })

const production = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'x'.repeat(32),
  FACTOR_KEY: 'f'.repeat(64),
  ORIGIN: 'https://actlocal.example.eu',
}

/** Starts a portal that must refuse, and says with which one sentence. */
async function refusalOf(environment: Record<string, string>): Promise<string> {
  const { said, ended } = start('src/server.ts', [], { LOG_LEVEL: 'silent', ...environment })
  expect(await ended).toBe(1)
  expect(said.out).toBe('')
  expect(said.err).not.toMatch(/\n\s+at |Error:/)
  expect(said.err.trim().split('\n')).toHaveLength(1)
  return said.err
}

describe('a start that cannot be', () => {
  test('names the port that is taken', async ({ url, folder }) => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const refusal = await refusalOf({ ...database(url), DATA_DIR: folder, PORT: String(port) })
    other.close()
    expect(refusal).toContain(`Port ${port} is taken`)
  })

  test('names the database that does not answer', async ({ folder }) => {
    const port = await freePort()
    const refusal = await refusalOf({
      DATABASE_URL: `postgres://portal@127.0.0.1:${port}/parishes`,
      DATA_DIR: folder,
      DATABASE_WAIT_SECONDS: '0',
    })
    expect(refusal).toContain(`The database parishes at 127.0.0.1:${port} cannot be used`)
    expect(refusal).toContain('check DATABASE_URL')
  })

  test('names the account that the database does not let in', async ({ url, folder }) => {
    const wrong = new URL(url)
    wrong.password = 'wrong'
    const refusal = await refusalOf({ ...database(url), DATABASE_URL: wrong.href, DATA_DIR: folder })
    expect(refusal).toContain('password authentication failed')
    expect(refusal).not.toContain('wrong@')
  })

  test('names the pooler that loses what was prepared', async ({ url, folder }) => {
    const bind = 'B'.charCodeAt(0)
    const line = await proxyTo(url, (sent) =>
      sent[0] === bind ? Buffer.from(sent.toString('latin1').replace('check.', 'other.'), 'latin1') : sent,
    )
    const refusal = await refusalOf({ ...database(url), DATABASE_URL: line.url, DATA_DIR: folder })
    await line.cut()
    expect(refusal).toContain('loses prepared statements')
  })

  test('names every variable that is malformed', async () => {
    const refusal = await refusalOf({
      PORT: 'http',
      DATABASE_URL: 'mysql://here',
      TRUST_PROXY: 'everybody',
      DEMO: 'maybe',
    })
    for (const name of ['PORT', 'DATABASE_URL', 'TRUST_PROXY', 'DEMO']) expect(refusal).toContain(name)
  })

  test('asks for both secrets and the address in production', async ({ url }) => {
    expect(await refusalOf({ ...database(url), ...production, SESSION_SECRET: '' })).toContain(
      'SESSION_SECRET is missing',
    )
    expect(await refusalOf({ ...database(url), ...production, FACTOR_KEY: '' })).toContain('FACTOR_KEY is missing')
    expect(await refusalOf({ ...database(url), ...production, ORIGIN: '' })).toContain('ORIGIN is missing')
  })

  test('keeps the demonstration out of production', async ({ url }) => {
    expect(await refusalOf({ ...database(url), ...production, DEMO: 'yes' })).toContain('not for production')
    expect(await refusalOf({ ...database(url), ...production })).toContain('holds the demonstration cast')
  })

  test('leaves the database of a newer version that breaks this one alone', async ({ folder }) => {
    const { url, drop } = await cloneOf('cast')
    const { DATABASE_OWNER_URL: ownerUrl = '' } = database(url)
    const owner = connect(ownerUrl, 1)
    await owner('migrations').insert({ name: '29991231_01_future.ts', batch: 9, migrationTime: new Date() })
    await owner.raw(`comment on table migrations is 'needs 29991231_01_future.ts'`)
    await owner.destroy()
    const refusal = await refusalOf({ ...database(url), DATA_DIR: folder })
    await drop()
    expect(refusal).toContain('migrated by a newer version')
  })

  test('says of a database that was restored from half a backup that it is not whole', async ({ folder }) => {
    const { url, drop } = await cloneOf('cast')
    const owner = connect(database(url)['DATABASE_OWNER_URL'] ?? '', 1)
    // What a dump brings last.
    await owner.raw('drop trigger initiatives_transition on initiatives')
    await owner.raw('drop index initiative_listings_in_lv')
    await owner.destroy()
    const refusal = await refusalOf({ ...database(url), DATA_DIR: folder })
    const [migrate, check] = await Promise.all([runCli(['migrate'], database(url)), runCli(['check'], database(url))])
    await drop()
    expect(refusal).toMatch(/The database is not whole: 2 of its \d+ constraints, indexes and triggers are missing/)
    expect([migrate.code, migrate.err.trim()]).toEqual([1, refusal.trim()])
    expect(check.out).toContain('wrong  schema: The database is not whole')
  })

  test('says of a data folder from before the first release what to do with it', async ({ folder }) => {
    const { url, drop } = await cloneOf('cast')
    const { DATABASE_OWNER_URL: ownerUrl = '' } = database(url)
    const owner = connect(ownerUrl, 1)
    await owner('migrations').delete()
    await owner('migrations').insert({ name: '20261123_01_project.ts', batch: 1, migrationTime: new Date() })
    await owner.destroy()
    const refusal = await refusalOf({ ...database(url), DATA_DIR: folder })
    const [migrate, check] = await Promise.all([runCli(['migrate'], database(url)), runCli(['check'], database(url))])
    await drop()
    expect(refusal).toContain('from before the first release (20261123_01_project.ts)')
    expect(refusal).toContain('remove the data folder')
    expect([migrate.code, migrate.err.trim()]).toEqual([1, refusal.trim()])
    expect(check.out).toContain('wrong  schema: The database was made by a version from before the first release')
  })
})

test('a portal that starts before its database waits for it', async ({ url, folder }) => {
  const line = await proxyTo(url)
  await line.cut()
  const environment = { ...database(url), DATABASE_URL: line.url, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' }
  const { child, said, ended } = start('src/server.ts', [], environment)
  await expect.poll(() => said.out).toContain('does not answer yet')
  await line.mend()
  await expect.poll(() => said.out).toMatch(/http:\/\/localhost:\d+/)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  await line.cut()
})

/** A form on its way: its head and half of its body are sent. */
async function beginPosting(origin: string): Promise<Socket> {
  const socket = dial(Number(new URL(origin).port), '127.0.0.1')
  await once(socket, 'connect')
  const head = ['POST /en/sign-in HTTP/1.1', 'Host: localhost', 'Sec-Fetch-Site: same-origin']
  const about = ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 37', 'Connection: keep-alive']
  socket.write([...head, ...about, '', 'email=nobody%40act.'].join('\r\n'))
  return socket
}

describe('a portal that is told to end', () => {
  test('answers the form that is being sent, then goes with 0', async ({ url, folder }) => {
    const portal = await portalWith({ ...database(url), DATA_DIR: folder })
    const socket = await beginPosting(portal.origin)
    // An answer to a later request says that the portal has begun to read the first.
    await fetch(`${portal.origin}/health/live`)
    portal.child.kill('SIGTERM')
    const answer = text(socket)
    await refused(portal.origin)
    socket.write('example&password=w')
    expect(await answer).toMatch(/^HTTP\/1\.1 422 /)
    expect(await portal.ended).toBe(0)
    expect(portal.said.err).toBe('')
  })
})

describe('whoever connected just before a portal was told to end', () => {
  test('is answered, and told that the connection ends', async ({ url, folder }) => {
    const portal = await portalWith({ ...database(url), DATA_DIR: folder })
    const dialled = Array.from({ length: 20 }, () => dial(Number(new URL(portal.origin).port), '127.0.0.1'))
    await Promise.all(dialled.map((socket) => once(socket, 'connect')))
    portal.child.kill('SIGTERM')
    await refused(portal.origin)
    const answers = dialled.map((socket) => text(socket))
    for (const socket of dialled) socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n')
    for (const answer of await Promise.all(answers))
      expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*\bConnection: close\r\n/i)
    expect(await portal.ended).toBe(0)
  })
})

/** The beginning of a form with a file, of which no more comes; `cookie` is of whoever sends it. */
async function beginUploading(origin: string, address: string, cookie: string): Promise<Socket> {
  const socket = dial(Number(new URL(origin).port), '127.0.0.1')
  await once(socket, 'connect')
  const head = [`POST ${address} HTTP/1.1`, 'Host: localhost', 'Sec-Fetch-Site: same-origin', `Cookie: ${cookie}`]
  const about = ['Content-Type: multipart/form-data; boundary=x', 'Content-Length: 90000', '', '--x']
  socket.on('error', () => undefined).write([...head, ...about, ''].join('\r\n'))
  return socket
}

// The last two wait for a clock and for a story to be written: they do so at the same time.
describe.concurrent('a form that does not come', () => {
  test('is waited for 15 seconds, unless somebody who is signed in sends files', async ({ url, folder }) => {
    const portal = await portalWith({ ...database(url), DATA_DIR: folder })
    const signedIn = await fetch(`${portal.origin}/en/sign-in`, {
      method: 'POST',
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams({ email: 'mentor@example.org', password: demoPassword }),
      redirect: 'manual',
    })
    const cookie = signedIn.headers.getSetCookie().find((each) => each.startsWith('session=')) ?? ''
    const began = performance.now()
    const patient = await beginUploading(portal.origin, '/en/work/advice/new', cookie.split(';')[0] ?? '')
    const places = ['/', '/en', '/en/work/advice/new', '/en/training/lideris/registration', '/nowhere']
    const strangers = await Promise.all(places.map((place) => beginUploading(portal.origin, place, '')))
    await Promise.all(strangers.map((socket) => text(socket).catch(() => '')))
    expect(performance.now() - began).toBeLessThan(25_000)
    expect(patient.readableEnded || patient.destroyed).toBe(false)
    patient.destroy()
    portal.child.kill('SIGTERM')
    expect(await portal.ended).toBe(0)
  })
})

/** Waits until the portal takes no new connections. */
async function refused(origin: string): Promise<void> {
  for (;;) {
    const socket = dial(Number(new URL(origin).port), '127.0.0.1')
    const [event] = await Promise.race([
      once(socket, 'connect').then(() => ['open']),
      once(socket, 'error').then(() => ['refused']),
    ]).catch(() => ['refused'])
    socket.destroy()
    if (event === 'refused') return
  }
}

describe.concurrent('a portal with its own database', () => {
  test('keeps its data over a stop, and to itself while it runs', async ({ folder }) => {
    const admin = ['create-admin', '--email', 'anna@act.example', '--name', 'Anna', '--language', 'lv']
    const environment = { DATA_DIR: folder }

    const first = await portalWith({ DATA_DIR: folder })
    expect(first.said.out).toMatch(/^The database is empty: the demonstration is written into it[^]*lead@example\.org/)
    expect(await refusalOf({ DATA_DIR: folder, PORT: String(await freePort()) })).toContain('already running')
    expect((await fetch(`${first.origin}/lv/parishes`)).status).toBe(200)
    expect(await runCli(admin, environment)).toMatchObject({ code: 0 })
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
    expect((await readdir(folder)).filter((name) => name.startsWith('in-use.'))).toEqual([])

    const second = await portalWith({ DATA_DIR: folder })
    expect((await fetch(`${second.origin}/lv/parishes`)).status).toBe(200)
    expect((await runCli(admin, environment)).out).toContain('/lv/account/welcome/')
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
  })
})
