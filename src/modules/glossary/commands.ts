import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { TermInput } from './schema.ts'
import type { Term } from './term.ts'

type Words = Omit<TermInput, 'version'>

export async function createTerm(tx: AuditedTransaction, { lv, et, en, note }: Words): Promise<void> {
  const [row]: { id: string }[] = await tx.db('glossaryTerms').insert({ lv, et, en, note }).returning('id')
  if (row) await tx.record('term.created', row.id, { lv, et, en })
}

/** Changes a term, if nobody has changed it since the version seen; throws VersionConflict otherwise. */
export async function updateTerm(tx: AuditedTransaction, term: Term, { version, ...words }: TermInput): Promise<void> {
  await updateIfUnchanged<Term>(tx, 'glossaryTerms', { id: term.id, version }, words)
  const { lv, et, en } = term
  await tx.record('term.updated', term.id, { was: { lv, et, en } })
}

/** Takes a term out of the glossary; throws VersionConflict where it has gone already. */
export async function deleteTerm(tx: AuditedTransaction, { id, lv, et, en }: Term): Promise<void> {
  const removed = await tx.db('glossaryTerms').where({ id }).delete()
  if (removed === 0) throw new VersionConflict('the term was removed by somebody else')
  await tx.record('term.removed', id, { was: { lv, et, en } })
}
