import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startEmbedded, type EmbeddedServer } from '#platform/db/embedded.ts'
import { StartupError } from '#platform/values/startup-error.ts'

let place: string
let folder: string
const servers: EmbeddedServer[] = []
const processes: ChildProcess[] = []

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'act-local-test-'))
  folder = join(place, 'data')
})
afterEach(async () => {
  for (const child of processes.splice(0)) await end(child)
  for (const server of servers.splice(0)) await server.stop()
})
afterAll(() => rm(place, { recursive: true, force: true }))

async function start(where = folder, options?: { join: boolean }): Promise<EmbeddedServer> {
  const server = await startEmbedded(where, options)
  servers.push(server)
  return server
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows.map((row) => Object.values(row)[0]).join()
  } finally {
    await client.end()
  }
}

/** A portal in a process of its own, as far as its database goes; `then` is what it does once that is up. */
function launchPortal(where: string, then = 'setInterval(() => undefined, 1000)') {
  const kit = JSON.stringify(new URL('../../../src/platform/db/embedded.ts', import.meta.url).href)
  const code = `const { startEmbedded } = await import(${kit})
    const server = await startEmbedded(${JSON.stringify(where)})
    console.log(server.ownerUrl)
    ${then}`
  const portal = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'ignore'] })
  processes.push(portal)
  return portal
}

async function urlOf(portal: ReturnType<typeof launchPortal>): Promise<string> {
  const [line] = (await once(portal.stdout, 'data')) as [Buffer]
  return line.toString().trim()
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const pidFile = () => join(folder, 'postgres', 'postmaster.pid')
const postmaster = async () => Number((await readFile(pidFile(), 'utf8')).split('\n')[0])

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds().catch(() => false))) await pause(50)
}

describe('the first start', () => {
  test('makes a database in which the application owns nothing and cannot build', async () => {
    const { ownerUrl, appUrl } = await start()
    await ask(ownerUrl, 'create table parishes (name text)')
    await expect(ask(appUrl, 'create table mine (name text)')).rejects.toThrow('permission denied for schema public')
    await expect(ask(appUrl, 'drop table parishes')).rejects.toThrow('must be owner')
    expect(await ask(appUrl, 'select rolsuper or rolcreatedb from pg_roles where rolname = current_user')).toBe('false')
    expect(await ask(ownerUrl, 'select rolsuper from pg_roles where rolname = current_user')).toBe('false')
  })

  test('ends statements of the application that take too long, and none of the owner', async () => {
    const { ownerUrl, appUrl } = await start()
    expect(await ask(appUrl, 'show statement_timeout')).toBe('10s')
    expect(await ask(appUrl, 'show lock_timeout')).toBe('5s')
    expect(await ask(appUrl, 'show idle_in_transaction_session_timeout')).toBe('15s')
    expect(await ask(ownerUrl, 'show statement_timeout')).toBe('0')
  })

  test('keeps the letters, the order and the time of the parishes, also in a copy of the database', async () => {
    const { ownerUrl } = await start()
    await ask(ownerUrl, 'create database copy template act_local')
    const copyUrl = ownerUrl.replace('/act_local?', '/copy?')
    expect(await ask(copyUrl, `select 'ĶEGUMS'::citext = 'ķegums'`)).toBe('true')
    expect(await ask(copyUrl, `select unaccent('Jõgeva, Ķegums')`)).toBe('Jogeva, Kegums')
    expect(await ask(copyUrl, `select similarity('Rūjiena', 'rūjiena')`)).toBe('1')
    expect(await ask(copyUrl, `select extname from pg_extension where extname = 'btree_gist'`)).toBe('btree_gist')
    expect(await ask(copyUrl, `select n from unnest('{C,Č,A,Ā,D}'::text[]) n order by n collate "lv-x-icu"`)).toBe(
      'A,Ā,C,Č,D',
    )
    expect(await ask(copyUrl, 'show timezone')).toBe('Europe/Riga')
    await ask(ownerUrl, 'drop database copy')
  })

  test('is guarded by passwords that only the owner of the folder can read, on this machine only', async () => {
    const { ownerUrl } = await start()
    expect((await stat(join(folder, 'postgres-passwords.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'postgres'))).mode & 0o777).toBe(0o700)
    const stranger = new URL(ownerUrl)
    stranger.password = 'guess'
    await expect(ask(stranger.href, 'select 1')).rejects.toThrow('password authentication failed')
    expect(await ask(ownerUrl, 'show listen_addresses')).toBe('127.0.0.1')
    expect(await ask(ownerUrl, 'show data_checksums')).toBe('on')
  })

  test('that was cut off leaves nothing in the way of the next', async () => {
    const fresh = join(place, 'cut-off')
    const portal = launchPortal(fresh)
    await until(async () => (await readdir(fresh)).some((name) => name.startsWith('postgres.new-')))
    await end(portal)
    const { appUrl } = await start(fresh)
    expect(await ask(appUrl, 'select 1')).toBe('1')
    expect((await readdir(fresh)).filter((name) => name.startsWith('postgres.new-'))).toEqual([])
  })
})

describe('a portal that already runs from the folder', () => {
  test('makes a second one refuse, by its process and with the way out, and is unharmed', async () => {
    const { appUrl } = await start()
    const refusal = startEmbedded(folder)
    await expect(refusal).rejects.toThrow(StartupError)
    await expect(refusal).rejects.toThrow(new RegExp(`already running .*process ${process.pid}.*DATA_DIR`))
    expect(await ask(appUrl, 'select 1')).toBe('1')
  })

  test('is one, when three are started at the same time', async () => {
    const outcomes = await Promise.allSettled([start(), start(), start()])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  })

  test('lends its database to a command-line task, and keeps it when the task is done', async () => {
    const { appUrl } = await start()
    const task = await start(folder, { join: true })
    expect(await ask(task.ownerUrl, 'select 1')).toBe('1')
    await task.stop()
    expect(await ask(appUrl, 'select 1')).toBe('1')
  })

  test('lets a command-line task wait until its database is up', async () => {
    const portal = launchPortal(folder)
    const url = urlOf(portal)
    await until(async () => (await readdir(folder)).some((name) => name.startsWith('in-use.')))
    const task = await start(folder, { join: true })
    expect(task.ownerUrl).toBe(await url)
    expect(await ask(task.ownerUrl, 'select 1')).toBe('1')
  })
})

describe('a breakdown', () => {
  test('of the server is mended while the portal runs, and its connection strings stay good', async () => {
    const { appUrl, ownerUrl } = await start()
    await ask(ownerUrl, `insert into parishes values ('Valka')`)
    process.kill(await postmaster(), 'SIGKILL')
    await until(async () => (await ask(appUrl, 'select 1')) === '1')
    expect(await ask(ownerUrl, 'select name from parishes')).toBe('Valka')
  })

  test('of the portal alone leaves a server that the next portal puts an end to', async () => {
    const portal = launchPortal(folder)
    await urlOf(portal)
    const orphan = await postmaster()
    await end(portal)
    const { ownerUrl } = await start()
    expect(await ask(ownerUrl, 'select name from parishes')).toBe('Valka')
    expect(await postmaster()).not.toBe(orphan)
  })

  test('of both is no obstacle, even when their process numbers were given to somebody else', async () => {
    const portal = launchPortal(folder)
    await urlOf(portal)
    const { uid, gid } = await stat(join(folder, 'postgres'))
    const stranger = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {})
    processes.push(stranger)
    const lines = (await readFile(pidFile(), 'utf8')).split('\n')
    await end(portal)
    process.kill(Number(lines[0]), 'SIGKILL')
    await writeFile(pidFile(), [stranger.pid, ...lines.slice(1)].join('\n'))

    const { ownerUrl } = await start()
    expect(await ask(ownerUrl, 'select name from parishes')).toBe('Valka')
    expect(stranger.exitCode).toBeNull()
  })

  test('of the portal by an error ends its server in good order', async () => {
    const portal = launchPortal(folder, `throw new Error('a fault')`)
    await once(portal, 'exit')
    await until(async () => !(await readdir(join(folder, 'postgres'))).includes('postmaster.pid'))
    expect(await readFile(join(folder, 'postgres.log'), 'utf8')).toContain('database system is shut down')
  })
})

describe('a data folder that cannot serve', () => {
  const refusal = (where: string) => startEmbedded(where).catch((error: unknown) => error)

  test('as it is a file, or below one, is named with the way out', async () => {
    const file = join(place, 'file')
    await writeFile(file, '')
    for (const where of [file, join(file, 'data')]) {
      const error = await refusal(where)
      expect(error).toBeInstanceOf(StartupError)
      expect((error as Error).message).toBe(
        `The data folder ${where} cannot be used, as it is not a folder: mend that, or name another folder with DATA_DIR.`,
      )
    }
  })

  test('as another PostgreSQL wrote it, is left as it is', async () => {
    const old = join(place, 'old')
    await mkdir(join(old, 'postgres'), { recursive: true })
    await writeFile(join(old, 'postgres', 'PG_VERSION'), '15\n')
    expect(await refusal(old)).toMatchObject({
      message: expect.stringMatching(/PostgreSQL 15, and this portal needs 18/),
    })
    expect(await readdir(old)).toEqual(['postgres'])
  })

  test('as it lost its passwords, asks for them', async () => {
    const other = join(place, 'lost')
    await mkdir(join(other, 'postgres'), { recursive: true })
    await writeFile(join(other, 'postgres', 'PG_VERSION'), '18\n')
    expect(await refusal(other)).toMatchObject({ message: expect.stringContaining('postgres-passwords.json') })
  })
})
