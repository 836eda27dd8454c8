import { type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '#platform/db/connection.ts'
import { messageIdOf } from '#platform/mail/compose.ts'
import type { MailServer } from '../../support/mail-server.ts'
import { messageAboutPlace, write } from './delivery.ts'

/** What became of letters whose bringer was killed again and again. */
export interface DeliveryCounts {
  kills: number
  /** Letters that the mail server took more than once. */
  twice: number
  /** Letters that it never took. */
  never: number
  /** Of those, letters of which the administrator is told nothing. */
  neverAndUntold: number
  /** Letters that were handed over without hearing the answer, and are shown as such. */
  unheard: number
}

/** Writes letters, and kills what brings them at a random moment, `kills` times, before one may end its work. */
export async function crashRepeatedly(
  { db, server, letters, kills }: { db: Db; server: MailServer; letters: number; kills: number },
  start: () => ChildProcess,
): Promise<DeliveryCounts> {
  await write(db, ...Array.from({ length: letters }, (_, at) => messageAboutPlace(`reader${at}@example.org`)))
  let killed = 0
  while (killed < kills) {
    const began = server.taken.length
    const child = start()
    const ended = once(child, 'exit')
    // Each has a share of the letters, and dies somewhere on its way through it.
    const share = Math.max(1, Math.floor((letters - began) / (kills - killed + 1)))
    const goal = began + 1 + Math.floor(Math.random() * share)
    while (server.taken.length < goal && child.exitCode === null) await pause(1)
    await pause(Math.random() * 12)
    child.kill('SIGKILL')
    await ended
    killed += 1
  }
  const last = start()
  const ended = once(last, 'exit')
  const waiting = () => db('mailMessages').where({ state: 'waiting' }).first('id')
  while ((await waiting()) !== undefined) await pause(50)
  last.kill('SIGTERM')
  await ended
  return { kills: killed, ...(await fatesOf(db, server)) }
}

async function fatesOf(db: Db, { taken }: MailServer): Promise<Omit<DeliveryCounts, 'kills'>> {
  const counts = new Map<string, number>()
  for (const letter of taken) {
    const id = /^message-id:\s*(<[^>]+>)/im.exec(letter)?.[1] ?? ''
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const rows: { id: string; state: string }[] = await db('mailMessages').select('id', 'state')
  const timesOf = ({ id }: { id: string }) => counts.get(messageIdOf({ id }, 'https://actlocal.example.eu')) ?? 0
  const never = rows.filter((row) => timesOf(row) === 0)
  const told = ['handed', 'unsure', 'failed']
  return {
    twice: rows.filter((row) => timesOf(row) > 1).length,
    never: never.length,
    neverAndUntold: never.filter(({ state }) => !told.includes(state)).length,
    unheard: rows.filter(({ state }) => told.includes(state)).length,
  }
}
