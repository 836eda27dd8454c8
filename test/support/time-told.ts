import { readFileSync, writeSync } from 'node:fs'

const ticksPerSecond = 100

/** Seconds of CPU that this process, and all it started and saw end, have had; the rest of the line of /proc is after the name. */
function cpuSeconds(): number {
  const line = readFileSync('/proc/self/stat', 'utf8')
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return ticks / ticksPerSecond
}

/**
 * Tells at the very end how many seconds of CPU the whole run took, its browsers and PostgreSQL included: two days can be
 * compared by it, whatever else the machine did. Only Linux says so much of processes that have ended.
 */
export default function setup(): void {
  if (process.platform !== 'linux') return
  const began = performance.now()
  process.once('exit', () => {
    const wall = (performance.now() - began) / 1000
    writeSync(1, `   CPU time  ${cpuSeconds().toFixed(1)}s in ${wall.toFixed(1)}s of wall time\n\n`)
  })
}
