import { createHash } from 'node:crypto'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { newDeviceMessage } from '#modules/people/accounts/security-mail.ts'
import type { Person } from '#modules/people/accounts/person.ts'

/** For how many days a browser is known to somebody who does not sign in with it. */
export const knownForDays = 400

/** A browser as somebody signs in with it: what its cookie says, and what it is in a few words. */
export interface Device {
  token: string
  label: string
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Whether somebody has signed in with this browser before. */
export const isKnownDevice = async (db: Db, personId: string, token: string | null): Promise<boolean> =>
  token !== null &&
  (await db('devices')
    .where({ personId, hash: hashOf(token) })
    .first('id')) !== undefined

/**
 * Under which name somebody's codes are counted: a browser that they have used is counted alone, so that what others try
 * elsewhere never keeps them out.
 */
export const countedAs = async (db: Db, personId: string, token: string | null): Promise<string> =>
  token !== null && (await isKnownDevice(db, personId, token)) ? `${personId} ${hashOf(token)}` : personId

/**
 * Notes that somebody signed in with this browser. Where they never did before, they are written to, but for the very first
 * time that they sign in anywhere.
 */
export async function noteDevice(
  tx: AuditedTransaction,
  person: Person,
  { token, label }: Device,
  { phone, at }: { phone: string; at: Date },
): Promise<void> {
  const { db } = tx
  const others = await db('devices').where({ personId: person.id }).first('id')
  const [device] = (await db('devices')
    .insert({ personId: person.id, hash: hashOf(token), label })
    .onConflict(['personId', 'hash'])
    .merge({ lastAt: db.raw('portal_now()'), label })
    .returning(['id', db.raw('xmax = 0 as is_new')])) as [{ id: string; isNew: boolean }]
  if (!device.isNew || others === undefined) return
  await enqueueMail(tx, newDeviceMessage(person, { id: device.id, label, phone, at }))
  await tx.record('person.new_device', person.id)
}

/** Forgets browsers with which nobody signed in for 400 days; says how many. */
export const removeOldDevices = (db: Db): Promise<number> =>
  db('devices')
    .where('lastAt', '<', db.raw(`portal_now() - make_interval(days => ?)`, [knownForDays]))
    .delete()
