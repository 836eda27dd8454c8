import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const linux = process.platform === 'linux'

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

const ask = (pid: number, column: string) =>
  attempt(() =>
    execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    }),
  )?.trim()

/** The fields of /proc/<pid>/stat that follow the command's name, which may itself hold spaces and brackets. */
const statFields = (pid: number) =>
  attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'))
    ?.replace(/^.*\) /s, '')
    .split(' ')

/** When a process began, as text to compare with a later answer; '' where the system does not tell. */
export const startTimeOf = (pid: number): string =>
  (linux ? statFields(pid)?.[19] : ask(pid, 'lstart')?.replace(/\W+/g, '_')) ?? ''

const isZombie = (pid: number) => (linux ? statFields(pid)?.[0] : ask(pid, 'state')?.[0]) === 'Z'

/** Whether a process lives; with `start`, whether it is still the same one and not a later bearer of its number. */
export function isAlive(pid: number, start = ''): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const now = startTimeOf(pid)
  return !isZombie(pid) && (start === '' || now === '' || now === start)
}

/** Whether a process is a PostgreSQL at work in this cluster, whatever name the folder had when it was started. */
export const isServedBy = (pid: number, cluster: string): boolean =>
  linux ? isWithin(pid, cluster) && isPostgres(pid) : (ask(pid, 'command')?.includes(cluster) ?? false)

function isWithin(pid: number, cluster: string): boolean {
  const its = attempt(() => statSync(`/proc/${pid}/cwd`))
  const ours = attempt(() => statSync(cluster))
  return its !== undefined && its.ino === ours?.ino && its.dev === ours.dev
}

const isPostgres = (pid: number) =>
  /\/postgres( \(deleted\))?$/.test(attempt(() => readlinkSync(`/proc/${pid}/exe`)) ?? '')

/** All processes of PostgreSQL at work in this cluster; none where the system does not list them as Linux does. */
export const processesServing = (cluster: string): number[] =>
  linux
    ? readdirSync('/proc')
        .map(Number)
        .filter((pid) => pid > 0 && isServedBy(pid, cluster))
    : []

/** Waits until the process is gone, at most `milliseconds`; says whether it is. */
export async function waitUntilGone(pid: number, milliseconds: number): Promise<boolean> {
  const start = startTimeOf(pid)
  for (let waited = 0; waited < milliseconds; waited += 50) {
    if (!isAlive(pid, start)) return true
    await pause(50)
  }
  return !isAlive(pid, start)
}
