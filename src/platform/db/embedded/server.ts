import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { childEnvironment, type Binaries } from './binaries.ts'
import { workingFolderPath, type Folder } from './folder.ts'
import { limitLog, lastError, logSince } from './log.ts'
import { endOrphan, readPostmaster } from './postmaster.ts'
import { settingsWith, type Settings } from './settings.ts'

export type Server = { stop: () => Promise<void> } | { complaint: string }

interface Running {
  child: ChildProcess
  since: number
  failures: number
  stopping: boolean
  retry?: NodeJS.Timeout
}

/** Starts PostgreSQL and starts it again whenever it breaks down, until `stop`; or tells what it said when it refused. */
export async function runServer(
  folder: Folder,
  { postgres }: Binaries,
  port: number,
  settings?: Settings,
): Promise<Server> {
  const launch = () => launchPostgres(folder, postgres, ['-p', String(port), ...settingsWith(settings)])
  const logged = statSync(folder.log, { throwIfNoEntry: false })?.size ?? 0
  const running: Running = { child: launch(), since: Date.now(), failures: 0, stopping: false }
  const interrupt = () => running.child.kill('SIGINT')
  process.once('exit', interrupt)
  const tidy = setInterval(limitLog, 600_000, folder.log).unref()
  const stop = async () => {
    running.stopping = true
    clearTimeout(running.retry)
    clearInterval(tidy)
    await end(running.child)
    process.off('exit', interrupt)
  }
  const failure = await untilReady(running.child, folder)
  if (failure === undefined) {
    watch(running, folder.cluster, launch)
    return { stop }
  }
  await stop()
  return { complaint: lastError(logSince(folder.log, logged)) ?? failure }
}

/** In a session of its own, so that Ctrl-C in the terminal reaches the portal, which first finishes its requests. */
function launchPostgres({ cluster, log, runAs }: Folder, postgres: string, args: string[]): ChildProcess {
  const output = openSync(log, 'a', 0o600)
  try {
    const child = spawn(postgres, ['-D', workingFolderPath(cluster, runAs), ...args], {
      cwd: cluster,
      detached: true,
      stdio: ['ignore', output, output],
      env: childEnvironment,
      ...runAs,
    })
    child.on('error', () => undefined)
    child.unref()
    return child
  } finally {
    closeSync(output)
  }
}

const hasEnded = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null

/** Waits until the server takes connections; otherwise says why it will not. */
async function untilReady(child: ChildProcess, { cluster }: Folder): Promise<string | undefined> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    if (hasEnded(child)) return `it ended with ${String(child.signalCode ?? child.exitCode)}`
    const postmaster = await readPostmaster(cluster)
    if (postmaster?.ready && postmaster.pid === child.pid) return undefined
    await pause(20)
  }
  return 'it was not ready within a minute'
}

/** Starts the server again on the same port: at once the first time, then after waits that double up to 5 s. */
function watch(running: Running, cluster: string, launch: () => ChildProcess): void {
  const gone = () => {
    if (running.stopping) return
    running.failures = Date.now() - running.since > 30_000 ? 1 : running.failures + 1
    running.retry = setTimeout(() => void again(), Math.min(5000, 50 * 2 ** running.failures)).unref()
  }
  const again = async () => {
    try {
      await endOrphan(cluster)
      if (running.stopping) return
      running.child = launch()
      running.since = Date.now()
      watch(running, cluster, launch)
    } catch {
      gone()
    }
  }
  if (hasEnded(running.child)) gone()
  else running.child.once('exit', gone)
}

/** Fast shutdown; a server that has not ended after 10 s is told to drop everything, and recovers at the next start. */
async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  child.ref()
  const gone = once(child, 'exit')
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 3000],
  ] as const) {
    child.kill(signal)
    const waiting = new AbortController()
    const ended = await Promise.race([gone, pause(patience, false, { signal: waiting.signal }).catch(() => true)])
    waiting.abort()
    if (ended) return
  }
  child.kill('SIGKILL')
  await gone
}
