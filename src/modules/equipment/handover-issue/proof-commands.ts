import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { SignedContent } from '#platform/files/formats/signed-content.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { HandoverScope } from '#modules/equipment/handovers/handover.ts'
import { listProofs } from '#modules/equipment/handovers/proof-queries.ts'
import { signingOf } from '#modules/equipment/handovers/signing.ts'
import type { HandoverView } from '#modules/equipment/handovers/handover-view.ts'
import { holdIssued } from './void-commands.ts'

type Seen = Pick<HandoverScope, 'id'>

export interface SignedProof {
  fileId: string
  kind: 'container' | 'scan'
  /** Whether it is the handover that was issued. */
  matches: boolean
  reading: SignedContent | null
}

/** Keeps a signed file that was sent for a handover, tells which it is, and what it makes of the handover follows. */
export async function addSignedProof(
  tx: AuditedTransaction,
  seen: Seen,
  { reading, ...row }: SignedProof,
  at: Date,
): Promise<string> {
  const issued = await holdIssued(tx, seen)
  const [kept] = (await tx
    .db('handoverProofs')
    .insert({
      ...row,
      reading: reading && JSON.stringify(reading),
      handoverId: seen.id,
      sentBy: tx.personId,
      sentAt: at,
    })
    .returning('id')) as [{ id: string }]
  await tx.record('handover.proof_added', seen.id, { kind: row.kind, matches: row.matches })
  await settleSigning(tx, issued, at)
  return kept.id
}

/**
 * Says that a scan is the handover and bears both signatures, or that who signed a container without being named on the handover
 * did it for the party that is missing; the database refuses who sent it.
 */
export async function confirmProof(tx: AuditedTransaction, seen: Seen, proofId: string, at: Date): Promise<void> {
  const issued = await holdIssued(tx, seen)
  await review(tx, { proofId, verdict: 'confirmed', reviewedAt: at })
  await tx.record('handover.proof_confirmed', seen.id, {})
  await settleSigning(tx, issued, at)
}

/** Takes a file that was wrong back: it stays to be read, and proves nothing. */
export async function withdrawProof(
  tx: AuditedTransaction,
  seen: Seen,
  { proofId, reason, at }: { proofId: string; reason: Multilingual; at: Date },
): Promise<void> {
  const issued = await holdIssued(tx, seen)
  await review(tx, { proofId, verdict: 'withdrawn', reason, reviewedAt: at })
  await tx.record('handover.proof_withdrawn', seen.id, { reason })
  await settleSigning(tx, issued, at)
}

interface Review {
  proofId: string
  verdict: 'confirmed' | 'withdrawn'
  reason?: Multilingual
  reviewedAt: Date
}

const review = (tx: AuditedTransaction, row: Review) =>
  tx.db('handoverProofReviews').insert({ ...row, reviewedBy: tx.personId })

// Whether it is signed is read from all that was sent for it, each time anew.
async function settleSigning(tx: AuditedTransaction, was: HandoverView, at: Date) {
  const { id, state, version } = was
  const { signed, halfway } = signingOf(await listProofs(tx.db, id), was)
  const next = signed ? ('signed' as const) : ('issued' as const)
  if (next === state && halfway === was.halfway) return
  const signedAt = !signed ? null : (was.signedAt ?? at)
  await tx
    .db('handovers')
    .where({ id })
    .update({ state: next, halfway, signedAt, version: version + 1 })
  if (next !== state) await tx.record(signed ? 'handover.signed' : 'handover.not_signed', id, {})
}
