import { copyFileSync, readFileSync, renameSync, statSync, truncateSync } from 'node:fs'

const largest = 10 * 1024 * 1024

/** Begins a new log and keeps the one before. */
export function rotateLog(log: string): void {
  try {
    renameSync(log, `${log}.1`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** Empties a log that has grown beyond 10 MB while the server writes to it, keeping what it held as the one before. */
export function limitLog(log: string): void {
  try {
    if (statSync(log).size < largest) return
    copyFileSync(log, `${log}.1`)
    truncateSync(log)
  } catch {
    // A full disk must not end the portal for the sake of its log; the next hour tries again.
  }
}

/** What was written to the log since it had `size` bytes. */
export const logSince = (log: string, size: number) => readFileSync(log).subarray(size).toString('utf8')

/** The line of a log or of a program's complaints that says best why it ended: the system's refusal, or the last word. */
export function lastError(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const refusal = lines.find((line) => /No space left|wrote only|Permission denied|Read-only|Disk quota/.test(line))
  const last = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1)
  return (refusal ?? last)?.replace(/^.*? \[\d+\] /, '').trim()
}
