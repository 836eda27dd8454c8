import type { ReadSignature, SignedContent } from '#platform/files/formats/signed-content.ts'
import { signaturesOn } from '#platform/files/formats/signed-content.ts'
import type { HandoverHalfway, HandoverParty } from './handover.ts'

interface Proof {
  kind: 'container' | 'scan'
  reading: SignedContent | null
  confirmedAt: Date | null
  withdrawnAt: Date | null
}

/** As names are compared: certificates write capitals, and people leave marks out or turn the order round. */
const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ')

/** Who signed, once each, in all files that were not taken back. */
const signersOf = (proofs: readonly Proof[], pdfSha256: string): string[] => {
  const signatures = proofs.flatMap(({ reading }) => (reading && signaturesOn(reading, pdfSha256)) ?? [])
  return [...new Set(signatures.map(({ signer }) => plainName(signer)))]
}

/** Whether both parties have signed: two different people in containers, or a scan that a second person confirmed. */
export function signingOf(
  proofs: readonly Proof[],
  pdfSha256: string,
): { signed: boolean; halfway: HandoverHalfway | null } {
  const kept = proofs.filter(({ withdrawnAt }) => !withdrawnAt)
  const scans = kept.filter(({ kind }) => kind === 'scan')
  const signers = signersOf(kept, pdfSha256)
  const signed = signers.length >= 2 || scans.some(({ confirmedAt }) => confirmedAt)
  if (signed) return { signed, halfway: null }
  return { signed, halfway: scans.length > 0 ? 'unconfirmed_scan' : signers.length === 1 ? 'one_signature' : null }
}

type Parties = Record<'gives' | 'takes', Pick<HandoverParty, 'name'>>

/** Whose name a signature bears among the parties; null for somebody else's. A hint: people have several names. */
export const partyNamed = ({ signer }: Pick<ReadSignature, 'signer'>, parties: Parties): 'gives' | 'takes' | null =>
  (['gives', 'takes'] as const).find((side) => plainName(parties[side].name) === plainName(signer)) ?? null
