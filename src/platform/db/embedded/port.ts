import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { writeAtomically } from './atomic-write.ts'

const fileIn = (folder: string) => join(folder, 'postgres-port')

/** The port that the server of this folder had last. */
export async function readPort(folder: string): Promise<number | undefined> {
  const port = Number(await readFile(fileIn(folder), 'utf8').catch(() => ''))
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined
}

/** Records the port, for command-line tasks and for the next start. */
export const keepPort = (folder: string, port: number) => writeAtomically(fileIn(folder), `${port}\n`, folder)

/**
 * A free port on 127.0.0.1: the one wished for, or one below those that systems lend to outgoing connections, so that
 * none of these takes it in the moment in which a server that broke down is started again.
 */
export async function choosePort(wished?: number): Promise<number> {
  let port = wished ?? randomInt(20_000, 30_000)
  while (!(await isFree(port))) port = randomInt(20_000, 30_000)
  return port
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.once('error', () => {
      resolve(false)
    })
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      probe.close(() => {
        resolve(true)
      })
    })
  })
