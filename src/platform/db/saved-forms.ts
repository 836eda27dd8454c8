import { createHash } from 'node:crypto'
import type { Db } from './connection.ts'
import type { AuditedTransaction } from './transact.ts'

/** Which form it was: where it was sent, by whom, and what it said of which version. */
export interface SavedForm {
  personId: string
  address: string
  content: string
  version: string
}

const keyOf = ({ personId, address, content, version }: SavedForm) =>
  createHash('sha256')
    .update(JSON.stringify([personId, address, content, version]))
    .digest('hex')
    .slice(0, 32)

/**
 * The same transaction, in which `keep` notes that it saved this form, where that led, and what the log says last of what it
 * changed: every process can tell from it that the form is sent a second time.
 */
export function keepingForm(tx: AuditedTransaction, form: SavedForm) {
  const subjects = new Set<string>()
  const noting: AuditedTransaction = {
    ...tx,
    record: (event, subjectId, details) => {
      subjects.add(subjectId)
      return tx.record(event, subjectId, details)
    },
  }
  const keep = async (location: string) => {
    const row = { personId: form.personId, content: form.content, location, subjectIds: [...subjects] }
    const audited = tx.db('auditLog').whereRaw('subject_id = any(?)', [row.subjectIds]).max('id')
    await tx
      .db('formKeys')
      .insert({ ...row, key: keyOf(form), audited })
      .onConflict('key')
      .merge()
  }
  return { noting, keep }
}

/** Where this form led when it was saved; null where it never was, or something has happened since to what it changed. */
export async function findSaved(db: Db, form: SavedForm): Promise<string | null> {
  const row: { location: string } | undefined = await db('formKeys')
    .where({ key: keyOf(form), personId: form.personId })
    .whereRaw('not exists (select from audit_log where subject_id = any(subject_ids) and id > audited)')
    .first('location')
  return row?.location ?? null
}
