import { present } from '#platform/db/clock.ts'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { ResponseKind, Need, NeedInput } from './need.ts'

/** Notes a need of a parish, and the answer of an assessment it comes from. */
export async function createNeed(
  tx: AuditedTransaction,
  parishId: string,
  sourceAnswerId: string | null,
  input: NeedInput,
): Promise<{ id: string }> {
  const [row] = (await tx
    .db('needs')
    .insert({ ...input, parishId, sourceAnswerId, updatedBy: tx.personId })
    .returning('id')) as [{ id: string }]
  await tx.record('need.created', row.id, { parishId, category: input.category, sourceAnswerId })
  return row
}

type Seen = Pick<Need, 'id' | 'version'>

const change = (tx: AuditedTransaction, seen: Seen, changes: object) =>
  updateIfUnchanged<Need>(tx, 'needs', seen, { ...changes, updatedAt: present(tx.db), updatedBy: tx.personId })

/** Rewrites a need that somebody has seen in this version; throws VersionConflict where it has moved on. */
export async function updateNeed(tx: AuditedTransaction, seen: Seen, input: NeedInput): Promise<void> {
  await change(tx, seen, input)
  await tx.record('need.updated', seen.id)
}

/** Gives a need up, with the reason. */
export async function dismissNeed(tx: AuditedTransaction, seen: Seen, dropReason: Multilingual): Promise<void> {
  await change(tx, seen, { state: 'dropped', dropReason })
  await tx.record('need.dismissed', seen.id)
}

/** Says that a need is met. */
export async function markAddressed(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await change(tx, seen, { state: 'addressed', dropReason: null })
  await tx.record('need.addressed', seen.id)
}

/** Takes up again a need that was given up or said to be met. */
export async function reopenNeed(tx: AuditedTransaction, seen: Seen): Promise<void> {
  const answered = 'exists (select from need_responses where need_id = needs.id)'
  const state = tx.db.raw(`case when ${answered} then 'planned' else 'open' end`)
  await change(tx, seen, { state, dropReason: null })
  await tx.record('need.reopened', seen.id)
}

const columns = { action: 'actionId', investment: 'investmentId', topic: 'topicId', session: 'sessionId' } as const

/** Says what answers a need; what answers it already is only given the note. */
export async function linkResponse(
  tx: AuditedTransaction,
  need: Pick<Need, 'id'>,
  to: { kind: ResponseKind; id: string },
  text: Multilingual | null,
): Promise<void> {
  const column = columns[to.kind]
  await tx
    .db('needResponses')
    .insert({ needId: need.id, [column]: to.id, note: text, answeredBy: tx.personId })
    .onConflict(['needId', 'actionId', 'topicId', 'investmentId', 'sessionId'])
    .merge(['note'])
  await tx.record('need.response_linked', need.id, to)
}

/** Takes back that something answers a need. */
export async function unlinkResponse(tx: AuditedTransaction, need: Pick<Need, 'id'>, answerId: string): Promise<void> {
  await tx.db('needResponses').where({ id: answerId, needId: need.id }).delete()
  await tx.record('need.response_unlinked', need.id, { answerId })
}
