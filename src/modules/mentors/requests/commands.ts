import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { AdviceRequest, NewRequest, DateProposal, ProposedDate } from './request.ts'

interface Asked extends NewRequest {
  parishId: string
  byPhone: boolean
}

type Seen = Pick<AdviceRequest, 'id' | 'version'>

/** Asks for advice in the name of a community. */
export async function createRequest(tx: AuditedTransaction, asked: Asked, at: Date): Promise<string> {
  const [row] = (await tx
    .db('adviceRequests')
    .insert({ ...asked, askedBy: tx.personId, askedAt: at, changedAt: at })
    .returning('id')) as [{ id: string }]
  const { parishId, topic, byPhone } = asked
  await tx.record('request.created', row.id, { parishId, topic, byPhone })
  return row.id
}

const change = (tx: AuditedTransaction, seen: Seen, changes: object, at: Date) =>
  updateIfUnchanged<AdviceRequest>(tx, 'adviceRequests', seen, { ...changes, changedAt: at })

/** Answers with dates to choose among, in place of those proposed before. Throws VersionConflict. */
export async function proposeDates(
  tx: AuditedTransaction,
  seen: Seen,
  dates: readonly ProposedDate[],
  note: Multilingual | null,
  at: Date,
): Promise<void> {
  await change(tx, seen, { state: 'proposed', mentorId: tx.personId, note }, at)
  await tx.db('adviceProposals').where({ requestId: seen.id }).delete()
  await tx
    .db('adviceProposals')
    .insert(dates.map((date, index) => ({ ...date, requestId: seen.id, position: index + 1 })))
  await tx.record('request.dates_proposed', seen.id, { days: dates.map(({ onDay }) => onDay) })
}

/** Agrees to one of the dates. Throws VersionConflict. */
export async function acceptDate(
  tx: AuditedTransaction,
  seen: Seen,
  proposal: Pick<DateProposal, 'id' | 'onDay'>,
  at: Date,
): Promise<void> {
  await change(tx, seen, { state: 'agreed' }, at)
  await tx.db('adviceProposals').where({ id: proposal.id, requestId: seen.id }).update({ agreed: true })
  await tx.record('request.agreed', seen.id, { onDay: proposal.onDay })
}

/** Asks for other dates than those proposed, or agreed. Throws VersionConflict. */
export async function requestOtherDates(
  tx: AuditedTransaction,
  seen: Seen,
  wish: Multilingual | null,
  at: Date,
): Promise<void> {
  await change(tx, seen, { state: 'open', wish }, at)
  await tx.db('adviceProposals').where({ requestId: seen.id }).delete()
  await tx.record('request.other_dates_requested', seen.id)
}

/** Declines a request, with the reason. Throws VersionConflict. */
export async function declineRequest(tx: AuditedTransaction, seen: Seen, note: Multilingual, at: Date): Promise<void> {
  await change(tx, seen, { state: 'declined', note }, at)
  await tx.record('request.declined', seen.id)
}

/** Takes a request back. Throws VersionConflict. */
export async function withdrawRequest(tx: AuditedTransaction, seen: Seen, at: Date): Promise<void> {
  await change(tx, seen, { state: 'withdrawn' }, at)
  await tx.record('request.withdrawn', seen.id)
}
