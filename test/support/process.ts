import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { inDatabase } from './in-database.ts'

type Environment = Record<string, string>

/** A program of the portal in a process of its own, and what it has said so far. */
export interface Program {
  child: ChildProcess
  said: { out: string; err: string }
  /** Its exit code, once it has ended; null where a signal ended it. */
  ended: Promise<number | null>
}

const usual = {
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  TMPDIR: tmpdir(),
  // What one program has compiled of the portal, the next need not.
  NODE_COMPILE_CACHE: join(inject('folder'), 'compiled'),
}

/** Starts `node <file> <args>` in an environment that holds nothing but what is given, and where node finds what. */
export function start(file: string, args: string[] = [], environment: Environment = {}): Program {
  const env: NodeJS.ProcessEnv = { ...usual, ...environment }
  const child = spawn(process.execPath, [file, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, said, ended }
}

// Where commands find a folder unless a test names another.
const folder = mkdtempSync(join(inject('folder'), 'cli-'))

/** Runs a command of the portal to its end. */
export async function runCli(args: string[], environment: Environment) {
  const { said, ended } = start('src/cli.ts', args, { DATA_DIR: folder, ...environment })
  return { code: await ended, ...said }
}

/** A portal that has said that it is ready, at `origin`. */
export const portalWith = async (environment: Environment): Promise<Program & { origin: string }> =>
  portalOn(await freePort(), environment)

/** The same on a port that is known. */
export async function portalOn(port: number, environment: Environment): Promise<Program & { origin: string }> {
  const portal = start('src/server.ts', [], { PORT: String(port), LOG_LEVEL: 'silent', ...environment })
  while (!portal.said.out.includes('Act Local is ready')) {
    await Promise.race([once(portal.child.stdout ?? portal.child, 'data'), portal.ended])
    if (portal.child.exitCode !== null) throw new Error(`the portal did not start: ${portal.said.err}`)
  }
  return { ...portal, origin: `http://127.0.0.1:${port}` }
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** The variables that make a test's database the portal's. */
export const database = (url: string): Environment => ({
  DATABASE_URL: url,
  DATABASE_OWNER_URL: inDatabase(inject('server').ownerUrl, new URL(url).pathname.slice(1)),
})
