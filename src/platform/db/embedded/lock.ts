import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive, startTimeOf } from './processes.ts'

export type Lock = { release: () => Promise<void> } | { heldBy: number }

/*
 * Every process claims the folder with a file that carries its own name (number, start), so that a claim of the dead
 * can be taken away without ever taking a living one's. Who sees no other claim after placing its own holds the
 * folder; who sees one steps back. Of two at the same moment at least one sees the other, so two never hold it.
 */
const prefix = 'in-use.'

/** Takes the folder for this process, or says which living process has it. */
export async function lockFolder(folder: string): Promise<Lock> {
  const { ino } = await stat(folder)
  const mine = `${prefix}${process.pid}.${startTimeOf(process.pid)}.${ino}.${randomBytes(4).toString('hex')}`
  const release = () => rm(join(folder, mine), { force: true })
  for (let tries = 1; ; tries++) {
    await writeFile(join(folder, mine), '', { flag: 'wx', mode: 0o600 })
    const others = (await livingClaims(folder, ino)).filter((name) => name !== mine)
    if (others[0] === undefined) {
      await writeFile(join(folder, mine), 'held')
      return { release }
    }
    await release()
    const holder = await findHolder(folder, others)
    if (holder !== undefined || tries === 40) return { heldBy: pidOf(holder ?? others[0]) }
    await pause(10 + Math.random() * 20 * tries)
  }
}

const pidOf = (claim: string) => Number(claim.split('.')[1])

async function livingClaims(folder: string, ino: number): Promise<string[]> {
  const claims = (await readdir(folder)).filter((name) => name.startsWith(prefix))
  const living = claims.filter((name) => {
    const [, pid, start, claimed] = name.split('.')
    // A folder copied while in use brings the claims along, but they are about the other folder.
    return Number(claimed) === ino && isAlive(Number(pid), start)
  })
  await Promise.all(
    claims.filter((name) => !living.includes(name)).map((name) => rm(join(folder, name), { force: true })),
  )
  return living
}

async function findHolder(folder: string, claims: string[]): Promise<string | undefined> {
  const words = await Promise.all(claims.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')))
  return claims.find((_, n) => words[n] === 'held')
}
