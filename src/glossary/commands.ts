import { amend, Stale, type Act } from '#db/act.ts'
import type { TermInput } from './forms.ts'
import type { Term } from './term.ts'

type Words = Omit<TermInput, 'version'>

export async function enter(act: Act, { lv, et, en, note }: Words): Promise<void> {
  const [row]: { id: string }[] = await act.trx('terms').insert({ lv, et, en, note }).returning('id')
  if (row) await act.record('term.entered', row.id, { lv, et, en })
}

/** Changes a term, if nobody has changed it since the version seen; throws Stale otherwise. */
export async function revise(act: Act, term: Term, { version, ...words }: TermInput): Promise<void> {
  await amend<Term>(act, 'terms', { id: term.id, version }, words)
  const { lv, et, en } = term
  await act.record('term.revised', term.id, { was: { lv, et, en } })
}

/** Takes a term out of the glossary; throws Stale where it has gone already. */
export async function remove(act: Act, { id, lv, et, en }: Term): Promise<void> {
  const removed = await act.trx('terms').where({ id }).delete()
  if (removed === 0) throw new Stale('the term was removed by somebody else')
  await act.record('term.removed', id, { was: { lv, et, en } })
}
