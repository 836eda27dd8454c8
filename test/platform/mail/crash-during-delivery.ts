import { type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '#platform/db/connection.ts'
import { messageIdOf } from '#platform/mail/compose.ts'
import type { MailServer } from '../../support/mail-server.ts'
import { messageAboutPlace, write } from './delivery.ts'

/** What became of messages whose sender was killed again and again. */
export interface DeliveryCounts {
  kills: number
  /** Messages that the mail server took more than once. */
  twice: number
  /** Messages that it never took. */
  never: number
  /** Of those, messages of which the administrator is told nothing. */
  neverAndUntold: number
  /** Messages that were handed over without hearing the answer, and are shown as such. */
  unheard: number
}

/** Writes messages, and kills what brings them at a random moment, `kills` times, before one may end its work. */
export async function crashRepeatedly(
  { db, server, messages, kills }: { db: Db; server: MailServer; messages: number; kills: number },
  start: () => ChildProcess,
): Promise<DeliveryCounts> {
  await write(db, ...Array.from({ length: messages }, (_, at) => messageAboutPlace(`reader${at}@example.org`)))
  let killed = 0
  while (killed < kills) {
    const began = server.taken.length
    const child = start()
    const ended = once(child, 'exit')
    // Each has a share of the messages, and dies somewhere on its way through it.
    const share = Math.max(1, Math.floor((messages - began) / (kills - killed + 1)))
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
  for (const message of taken) {
    const id = /^message-id:\s*(<[^>]+>)/im.exec(message)?.[1] ?? ''
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
