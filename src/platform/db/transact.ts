import { violatedConstraint } from './failures.ts'
import type { Db, Transaction } from './connection.ts'
import { recordOncePerMinute } from './rare-events.ts'

/** One thing one person did: a transaction, and the words the audit log keeps of it. */
export interface AuditedTransaction {
  readonly db: Transaction
  readonly personId: string | null
  readonly record: (event: string, subjectId: string, details?: object) => Promise<void>
  /** The same for what strangers can bring about again and again: at most once a minute for a subject and the same details. */
  readonly recordRarely: (event: string, subjectId: string, details?: object) => Promise<void>
}

/** Who acts when nobody is signed in: the command line, the seeds, the portal itself. */
export const system = { id: null }

const listeners = new Set<() => void>()

/** Calls back after every change that this process committed. */
export const onChange = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Who acts, and the draft of the form that they sent, if it was kept. */
export interface Actor {
  id: string | null
  draft?: string | undefined
}

/** The way to write. A change that records nothing is a bug, and is rolled back. With it the draft of its form is done. */
export async function transact<T>(db: Db, by: Actor, run: (tx: AuditedTransaction) => Promise<T>): Promise<T> {
  const result = await db.transaction(async (trx) => {
    let recorded = 0
    const value = await run({
      db: trx,
      personId: by.id,
      async record(event, subjectId, details = {}) {
        await trx('auditLog').insert({ event, subjectId, personId: by.id, details })
        recorded += 1
      },
      async recordRarely(event, subjectId, details = {}) {
        await recordOncePerMinute(trx, event, { subjectId, personId: by.id, details })
        recorded += 1
      },
    })
    if (recorded === 0) throw new Error('a change must record what it did')
    if (by.draft !== undefined) await endAutosave(trx, by.id, by.draft)
    return value
  })
  for (const listener of listeners) listener()
  return result
}

// What is left of a draft says that it is done, should the last of its keystrokes arrive after the form.
const endAutosave = (trx: Transaction, personId: string | null, id: string) =>
  trx('autosaves')
    .insert({ id, personId, subject: 'done', locale: 'en', fields: '{}' })
    .onConflict('id')
    .merge(['subject', 'fields'])
    .where({ 'autosaves.personId': personId })

/** Somebody changed the row since the person saw it. */
export class VersionConflict extends Error {}

/** Changes a row only if nobody has changed it since the version the person saw; throws VersionConflict otherwise. */
export async function updateIfUnchanged<Row extends { id: string; version: number }>(
  { db }: AuditedTransaction,
  table: string,
  seen: Pick<Row, 'id' | 'version'>,
  changes: object,
): Promise<Row> {
  const [row] = await db(table)
    .where({ id: seen.id, version: seen.version })
    .update({ ...changes, version: seen.version + 1 })
    .returning('*')
  if (!row) throw new VersionConflict(`${table} ${seen.id} has moved past version ${seen.version}`)
  return row as Row
}

/** The form was sent before, and made what is at `location`. */
class DuplicateSubmission extends Error {
  readonly location: string
  constructor(location: string) {
    super('this form was sent before')
    this.location = location
  }
}

/** A form was sent again with the same key and other content; what was sent first made what is at `location`. */
export class ChangedSubmission extends Error {
  readonly location: string
  constructor(location: string) {
    super('this form was sent before with other content')
    this.location = location
  }
}

/** A form's one-time key, and a digest of what it was sent with. */
export interface Submission {
  key: string
  content: string
}

/** Where the first sending of a form led; what else went wrong is thrown again. */
export function locationOfFirst(error: unknown): string {
  if (error instanceof DuplicateSubmission) return error.location
  throw error
}

/**
 * Makes a change that creates something, once per form: the key is the hidden one of the form, and `made` tells where
 * the new thing is. A second sending of the same form throws DuplicateSubmission with the place the first one made, and one
 * with other content ChangedSubmission: what it says must not be lost.
 */
export async function transactOnce(
  db: Db,
  by: Actor & { id: string },
  { key, content }: Submission,
  run: (tx: AuditedTransaction) => Promise<string>,
): Promise<string> {
  const sent = () =>
    db('formKeys').where({ key, personId: by.id }).first('location', 'content') as Promise<
      { location: string; content: string } | undefined
    >
  try {
    return await transact(db, by, async (tx) => {
      await tx.db('formKeys').insert({ key, personId: by.id, content, location: '' })
      const location = await run(tx)
      await tx.db('formKeys').where({ key }).update({ location })
      return location
    })
  } catch (error) {
    const first = violatedConstraint(error) === 'form_keys_pkey' ? await sent() : undefined
    if (!first) throw error
    throw first.content === content ? new DuplicateSubmission(first.location) : new ChangedSubmission(first.location)
  }
}

/** Forgets one-time keys of forms sent more than a week ago; no page with such a form is still open. */
export const deleteOldFormKeys = (db: Db): Promise<number> =>
  db('formKeys').where('at', '<', db.raw(`now() - interval '7 days'`)).delete()
