import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '#platform/db/connection.ts'
import { system, transact } from '#platform/db/transact.ts'
import type { Store } from '#platform/files/store.ts'
import type { RegisterColumn } from '#modules/privacy/register/register.ts'
import { findMeant } from '#modules/privacy/subject/queries.ts'
import type { Mention, Subject } from '#modules/privacy/subject/subject.ts'
import { eraseSubject } from './commands.ts'
import { findMissing, noteKey, type ErasureNote } from './note-queries.ts'

/** Notes beside the files each erasure that is not noted there yet. */
export async function noteBeside(db: Db, store: Store): Promise<void> {
  const rows: ErasureNote[] = await db('erasures').whereNull('notedAt').select('id', 'subjectHash', 'at', 'rules')
  if (rows.length === 0) return
  const folder = await mkdtemp(join(tmpdir(), 'act-local-erasures-'))
  try {
    for (const { id, subjectHash, at, rules } of rows) {
      const note = JSON.stringify({ id, subjectHash, at, rules })
      const path = join(folder, id)
      await writeFile(path, note)
      await store.put(noteKey(id), path, Buffer.byteLength(note))
      await db('erasures')
        .where({ id })
        .update({ notedAt: db.raw('portal_now()') })
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Erases again whoever an older dump brought back; says how many erasures it did, and how many found nobody any more. */
export async function eraseAgain(
  db: Db,
  store: Store,
  register: readonly RegisterColumn[],
): Promise<{ erased: number; gone: number }> {
  let erased = 0
  const missing = await findMissing(db, store)
  for (const { id, subjectHash, at, rules } of missing) {
    await transact(db, system, async (tx) => {
      const subject = await findByHash(tx.db, subjectHash)
      if (subject) await eraseSubject(tx, { register, subject, mentions: rules.mentions.flatMap(mentionOf) })
      if (subject) erased += 1
      await tx
        .db('erasures')
        .insert({ id, subjectHash, at, rules: JSON.stringify(rules), notedAt: tx.db.raw('portal_now()') })
      await tx.record('privacy.erased_again', id, { found: subject !== null })
    })
  }
  return { erased, gone: missing.length - erased }
}

// Rows of a mailbox that others use too stay, as they did the first time: whoever was erased with them comes with a note of
// their own, and the last of them takes the rows along.
async function findByHash(db: Db, hash: string): Promise<Subject | null> {
  const of = (table: string, kind: string) =>
    `select '${kind}' as kind, id, email::text as email from ${table} where encode(sha256(('${kind} ' || id)::bytea), 'hex') = :hash`
  const { rows } = await db.raw<{ rows: { kind: string; id: string; email: string | null }[] }>(
    `${of('people', 'account')} union all ${of('participants', 'participant')}`,
    { hash },
  )
  const [found] = rows
  if (!found) return null
  const isAccount = found.kind === 'account'
  const numbers = { personId: isAccount ? found.id : null, participantIds: isAccount ? [] : [found.id] }
  return (await findMeant(db, { email: found.email, ...numbers })).subject
}

function mentionOf(text: string): Pick<Mention, 'table' | 'column' | 'key'>[] {
  const [, table = '', column = '', key = ''] = /^([a-z_]+)\.([a-z_]+):(.+)$/.exec(text) ?? []
  return key === '' ? [] : [{ table, column, key }]
}
