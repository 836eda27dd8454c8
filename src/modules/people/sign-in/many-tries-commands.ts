import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '#platform/db/connection.ts'
import { system, transact } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { manyTriesMessage } from '#modules/people/accounts/security-mail.ts'
import { isKnownDevice } from './device-commands.ts'

const longestWait = 5000

interface Trying {
  /** Whose account it is; undefined where nobody has the address. */
  person: Person | undefined
  /** What the browser's cookie says to know it by. */
  device: string | null
  at: Date
  phone: string
}

/**
 * Makes further tries on an account wait, longer each time, wherever they come from, but for browsers that its owner has used:
 * an account is never locked, since that would let anybody lock somebody out. With the first of them its owner is written to,
 * once a day.
 */
export async function slowDown(db: Db, more: number, { person, device, at, phone }: Trying): Promise<void> {
  if (more === 1 && person && !person.deactivatedAt)
    await transact(db, system, async (tx) => {
      await enqueueMail(tx, manyTriesMessage(person, phone, at))
      await tx.recordRarely('person.many_tries', person.id)
    })
  if (person && (await isKnownDevice(db, person.id, device))) return
  await pause(Math.min(more * 1000, longestWait))
}
