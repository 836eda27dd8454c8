import type { Db } from '#platform/db/connection.ts'
import type { ReadSignature } from '#platform/files/formats/signed-content.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { HandoverView } from '#modules/equipment/handovers/handover-view.ts'
import { mayOfHandover } from '#modules/equipment/handovers/policy.ts'
import { listProofs, type ProofInList } from '#modules/equipment/handovers/proof-queries.ts'
import {
  asksForWhom,
  isSeal,
  missingSides,
  partyNamed,
  unplacedIn,
  type Side,
} from '#modules/equipment/handovers/signing.ts'

interface ShownSignature extends ReadSignature {
  state: 'read' | 'other' | 'broken' | 'unchecked'
  /** Whose name it bears on the handover, or whose seal it is. */
  side: 'gives' | 'takes' | 'nobody'
  by: 'of' | 'seal'
}

/** A signed file as the page of its handover shows it to a viewer. */
export interface ShownProof extends ProofInList {
  signatures: ShownSignature[]
  /** Whose signatures the handover still lacks, and who signed here without being named on it; none where it is signed. */
  missing: Side[]
  unplaced: string[]
  mayConfirm: boolean
  mayWithdraw: boolean
}

/** What was sent for a handover, the latest first, with what the viewer may say of it. */
export async function listShownProofs(db: Db, viewer: Viewer, handover: HandoverView): Promise<ShownProof[]> {
  const proofs = await listProofs(db, handover.id)
  const missing = handover.state === 'issued' ? missingSides(proofs, handover) : []
  return proofs.map((proof) => {
    const asks = missing.length > 0 && asksForWhom(proof, handover)
    return {
      ...proof,
      missing,
      unplaced: asks ? unplacedIn(proof, handover) : [],
      signatures: shownSignatures(proof, handover),
      mayConfirm: mayOfHandover.confirmProof(viewer, handover, { ...proof, asksForWhom: asks }),
      mayWithdraw: mayOfHandover.withdrawProof(viewer, handover, proof),
    }
  })
}

function shownSignatures({ reading }: ProofInList, handover: HandoverView): ShownSignature[] {
  if (!reading) return []
  const own = reading.documents.filter(({ sha256 }) => sha256 === handover.pdfSha256).map(({ name }) => name)
  const stateOf = ({ holds, covers }: ReadSignature) => {
    if (holds === null) return 'unchecked'
    if (!holds) return 'broken'
    return covers.some((name) => own.includes(name)) ? 'read' : 'other'
  }
  return reading.signatures.map((each) => ({
    ...each,
    state: stateOf(each),
    side: partyNamed(each, handover) ?? 'nobody',
    by: isSeal(each) ? 'seal' : 'of',
  }))
}
