import { access, constants, mkdir, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { StartupError } from '#platform/values/startup-error.ts'

/** The user that PostgreSQL runs as when the portal runs as root; spread into the options of spawn. */
export interface RunAs {
  uid?: number
  gid?: number
}

export interface Folder {
  path: string
  cluster: string
  log: string
  runAs: RunAs
}

/** Opens the data folder, made if it is missing. Throws StartupError when it cannot be used. */
export async function openFolder(folder: string): Promise<Folder> {
  try {
    await makeFolder(resolve(folder))
    await readdir(folder)
    await access(folder, constants.W_OK | constants.X_OK)
    const path = await realpath(folder)
    return { path, cluster: join(path, 'postgres'), log: join(path, 'postgres.log'), runAs: await chooseUser(path) }
  } catch (error) {
    throw unusableFolder(resolve(folder), error)
  }
}

/** As mkdir's own `recursive`, which tries for ever where a system's folder, as /proc, takes none and says ENOENT. */
async function makeFolder(folder: string): Promise<void> {
  if (await stat(folder).catch(() => undefined)) return
  await makeFolder(dirname(folder))
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  })
}

const reasons: Partial<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'it is not a folder',
}

/** The one sentence for a data folder that refuses what we do in it. */
export function unusableFolder(folder: string, error: unknown): StartupError {
  const { code = '', message } = error as NodeJS.ErrnoException
  return new StartupError(
    `The data folder ${folder} cannot be used, as ${reasons[code] ?? message}: ` +
      'mend that, or name another folder with DATA_DIR.',
  )
}

/** PostgreSQL refuses to be root: it then runs as the owner of the data, or as nobody where that is root too. */
async function chooseUser(folder: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {}
  const cluster = await stat(join(folder, 'postgres')).catch(() => undefined)
  if (cluster && cluster.uid !== 0) return { uid: cluster.uid, gid: cluster.gid }

  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const owner = await stat(folder)
  // initdb does not work for a number without an account, as the owner of a folder shared into a container may be.
  const hasAccount = new RegExp(`^[^:]*:[^:]*:${owner.uid}:`, 'm').test(accounts)
  return owner.uid !== 0 && hasAccount ? { uid: owner.uid, gid: owner.gid } : nobodyOf(accounts)
}

function nobodyOf(accounts: string): RunAs {
  const [, uid = '65534', gid = '65534'] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(accounts) ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

/**
 * How a process started with `folder` as its working folder names that folder. Stepping down from root, it may not
 * walk the private folders above it; the link that Linux keeps to the working folder leads past them.
 */
export const workingFolderPath = (folder: string, runAs: RunAs) =>
  runAs.uid !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : folder
