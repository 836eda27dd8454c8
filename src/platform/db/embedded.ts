import { setTimeout as pause } from 'node:timers/promises'
import { StartupError } from '#platform/values/startup-error.ts'
import { findBinaries, type Binaries } from './embedded/binaries.ts'
import { prepareCluster } from './embedded/cluster.ts'
import { openFolder, unusableFolder, type Folder } from './embedded/folder.ts'
import { lockFolder, type Lock } from './embedded/lock.ts'
import { rotateLog } from './embedded/log.ts'
import { choosePort, keepPort, readPort } from './embedded/port.ts'
import { endOrphan } from './embedded/postmaster.ts'
import { isAlive, startTimeOf } from './embedded/processes.ts'
import { acceptsConnections, connectionStrings, prepareRoles } from './embedded/roles.ts'
import { readSecrets, type Secrets } from './embedded/secrets.ts'
import { runServer } from './embedded/server.ts'
import type { Settings } from './embedded/settings.ts'

export interface EmbeddedServer {
  /** Connection string of the role that owns the schema (migrations, seeds). */
  readonly ownerUrl: string
  /** Connection string of the application's own role, which owns nothing. */
  readonly appUrl: string
  /** Ends the server cleanly if this process started it; leaves a joined one running. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL in `folder`, made on the first start, and keeps it running until `stop`. With `join`, for
 * command-line tasks, uses the one that another process has started there. `settings` are of PostgreSQL, for this
 * start only: what a test does without must not be lacking where people's data are. Throws StartupError.
 */
export async function startEmbedded(
  path: string,
  options: { join?: boolean; settings?: Settings } = {},
): Promise<EmbeddedServer> {
  const folder = await openFolder(path)
  for (;;) {
    const lock = await lockOrRefuse(folder)
    if ('release' in lock) return startHere(folder, lock.release, options.settings)
    if (!options.join) {
      throw new StartupError(
        `The portal is already running from the data folder ${folder.path} (process ${lock.heldBy}): ` +
          'stop that one first, or name another folder with DATA_DIR.',
      )
    }
    const joined = await joinServer(folder, lock.heldBy)
    if (joined) return joined
  }
}

const lockOrRefuse = (folder: Folder): Promise<Lock> =>
  lockFolder(folder.path).catch((error: unknown) => {
    throw unusableFolder(folder.path, error)
  })

async function startHere(folder: Folder, release: () => Promise<void>, settings?: Settings): Promise<EmbeddedServer> {
  try {
    const binaries = await findBinaries(folder.runAs)
    const secrets = await prepareCluster(folder, binaries)
    const { port, stop } = await startServer(folder, binaries, settings)
    await prepare(folder, port, secrets).catch((error: unknown) => stop().then(() => Promise.reject(error as Error)))
    let stopped: Promise<void> | undefined
    return { ...connectionStrings(port, secrets), stop: () => (stopped ??= stop().finally(release)) }
  } catch (error) {
    await release()
    throw error
  }
}

/** What passes by itself: another program was quicker to take the port, a dead server's last processes are still ending. */
const passing = /could not create any TCP|already exists|still in use/

async function startServer(folder: Folder, binaries: Binaries, settings?: Settings) {
  rotateLog(folder.log)
  const last = await readPort(folder.path)
  for (let tries = 1; ; tries++) {
    await endOrphan(folder.cluster)
    const port = await choosePort(last)
    const server = await runServer(folder, binaries, port, settings)
    if ('stop' in server) return { port, stop: server.stop }
    if (tries === 10 || !passing.test(server.complaint)) {
      throw new StartupError(
        `PostgreSQL does not start in ${folder.cluster} (${server.complaint}): ` +
          `mend that and start again; more is in ${folder.log}.`,
      )
    }
    await pause(100 * tries)
  }
}

async function prepare(folder: Folder, port: number, secrets: Secrets): Promise<void> {
  try {
    await prepareRoles(port, secrets)
    await keepPort(folder.path, port)
  } catch (error) {
    throw new StartupError(
      `The database in ${folder.cluster} could not be prepared (${(error as Error).message}): ` +
        `mend that and start again; more is in ${folder.log}.`,
    )
  }
}

/** Waits for the server of another process, which may be just starting. Undefined: that process has ended meanwhile. */
async function joinServer(folder: Folder, pid: number): Promise<EmbeddedServer | undefined> {
  const start = startTimeOf(pid)
  for (let tries = 0; tries < 150; tries++) {
    const [secrets, port] = [await readSecrets(folder.path), await readPort(folder.path)]
    if (secrets && port !== undefined) {
      const urls = connectionStrings(port, secrets)
      if (await acceptsConnections(urls.ownerUrl)) return { ...urls, stop: () => Promise.resolve() }
    }
    if (!isAlive(pid, start)) return undefined
    await pause(200)
  }
  throw new StartupError(
    `The portal that runs from ${folder.path} (process ${pid}) has a database that does not answer: stop it and start it again.`,
  )
}
