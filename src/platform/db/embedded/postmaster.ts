import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupError } from '#platform/values/startup-error.ts'
import { processesServing, isAlive, waitUntilGone, isServedBy } from './processes.ts'
import { writeAtomically } from './atomic-write.ts'

const fileIn = (cluster: string) => join(cluster, 'postmaster.pid')

/** What PostgreSQL writes of itself into its folder; undefined where no server has been since a clean end. */
export async function readPostmaster(cluster: string): Promise<{ pid: number; ready: boolean } | undefined> {
  const lines = (await readFile(fileIn(cluster), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Ends a server that outlived the portal that started it, so that the next one can be started. Throws StartupError. */
export async function endOrphan(cluster: string): Promise<void> {
  const orphan = await readPostmaster(cluster)
  if (orphan !== undefined && isAlive(orphan.pid) && isServedBy(orphan.pid, cluster)) await end(orphan.pid, cluster)
  // Where the first process was killed, one busy with a long query lives on and would keep the next server out.
  for (const pid of processesServing(cluster)) signal(pid, 'SIGKILL')
  await disown(cluster)
}

async function end(pid: number, cluster: string): Promise<void> {
  for (const [ending, patience] of [
    ['SIGINT', 5000],
    ['SIGQUIT', 1500],
    ['SIGKILL', 1000],
  ] as const) {
    signal(pid, ending)
    signal(pid, 'SIGCONT')
    if (await waitUntilGone(pid, patience)) return
  }
  throw new StartupError(`An earlier PostgreSQL (process ${pid}) in ${cluster} does not end: end it and start again.`)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
    throw new StartupError(
      `A PostgreSQL of another user (process ${pid}) still serves this data folder: end it, or name another folder with DATA_DIR.`,
    )
  }
}

/**
 * After a crash the number of the dead server may belong to another process, and PostgreSQL would refuse to start. It
 * takes the number of its own parent for a leftover: so we put ours there. Removing the file would be easier, but the
 * rest of it is how PostgreSQL learns that a process of the dead server still writes to the tables.
 */
async function disown(cluster: string): Promise<void> {
  const text = await readFile(fileIn(cluster), 'utf8').catch(() => undefined)
  if (text === '') await rm(fileIn(cluster))
  else if (text !== undefined) await writeAtomically(fileIn(cluster), text.replace(/^.*/, String(process.pid)), cluster)
}
