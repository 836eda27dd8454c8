import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const read = (path: string, of: (path: string) => string): string => {
  try {
    return of(path)
  } catch {
    return ''
  }
}

/** Processes that were given this folder: for what is temporary, as an argument, or to stand in. */
function processesIn(folder: string): string[] {
  return (
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .filter((id) => {
        const told = ['environ', 'cmdline'].map((name) =>
          read(`/proc/${id}/${name}`, (path) => readFileSync(path, 'utf8')),
        )
        return [...told, read(`/proc/${id}/cwd`, readlinkSync)].some((text) => text.includes(folder))
      })
      .map((id) =>
        read(`/proc/${id}/cmdline`, (path) => readFileSync(path, 'utf8'))
          .replaceAll('\0', ' ')
          .slice(0, 200),
      )
      // The runner's own processes end after this.
      .filter((command) => command !== '' && !command.includes('vitest'))
  )
}

// The workers of the run end beside this, and on a busy machine take their time to close what they opened.
async function leftIn(folder: string, tries = 600): Promise<string[]> {
  const left = [...(process.platform === 'linux' ? processesIn(folder) : []), ...readdirSync(folder)]
  if (left.length === 0 || tries === 0) return left
  await pause(100)
  return leftIn(folder, tries - 1)
}

/**
 * Gives the run a temporary folder of its own, which all that it starts inherit; and when all is over, fails the run if a
 * process or a file of it is still there. What tests make they take away themselves.
 */
export default function setup() {
  const usual = tmpdir()
  // What serves later runs too, such as the unpacked browser, stays there.
  process.env['TEST_CACHE'] = usual
  const folder = mkdtempSync(join(usual, 'act-local-run-'))
  process.env['TMPDIR'] = folder
  return async () => {
    const left = await leftIn(folder)
    process.env['TMPDIR'] = usual
    rmSync(folder, { recursive: true, force: true })
    if (left.length === 0) return
    process.exitCode = 1
    throw new Error(`the run left behind:\n${left.join('\n')}`)
  }
}
