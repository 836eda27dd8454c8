import type { ReadSignature, SignedContent } from '#platform/files/formats/signed-content.ts'
import { signaturesOn } from '#platform/files/formats/signed-content.ts'
import type { HandoverHalfway, HandoverParty } from './handover.ts'

interface Proof {
  kind: 'container' | 'scan'
  reading: SignedContent | null
  confirmedAt: Date | null
  withdrawnAt: Date | null
}

export type Side = 'gives' | 'takes'

interface Signed {
  pdfSha256: string | null
  gives: Pick<HandoverParty, 'name' | 'organisation'>
  takes: Pick<HandoverParty, 'name' | 'organisation'>
}

const sides = ['gives', 'takes'] as const

/** As names are compared: certificates write capitals, and people leave marks out or turn the order round. */
const plainly = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/ ?\p{Pd} ?/gu, '-')
    .toLowerCase()

const wordsOf = (name: string): string[] =>
  plainly(name)
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean)
    .sort()

// A surname of two parts is one name, and another one than either of them.
const namesOf = (name: string): string[] =>
  plainly(name)
    .split(/[^\p{L}\d-]+/u)
    .filter(Boolean)

const isSame = (one: string, other: string) => one !== '' && wordsOf(one).join(' ') === wordsOf(other).join(' ')

// Who has several given names uses one of them; the surname, which stands last, or first in one of the two, is the same.
function isSamePerson(one: string, other: string): boolean {
  const [few, many] = [namesOf(one), namesOf(other)].sort((a, b) => a.length - b.length) as [string[], string[]]
  const isSurname = few.at(-1) === many.at(-1) || few.at(-1) === many[0] || few[0] === many.at(-1)
  return few.length >= 2 && isSurname && few.every((word) => many.includes(word))
}

/** Whether a certificate is an organisation's, for its seal: it names it in the place of a person. */
export function isSeal({ signer, organisation }: Signer): boolean {
  const [named, words] = [wordsOf(signer), wordsOf(organisation)]
  return words.length > 0 && words.every((word) => named.includes(word))
}

type Signer = Pick<ReadSignature, 'signer' | 'organisation'>

/**
 * For which party a signature stands: the one whose person it names, else the one whose organisation, as a seal does; null where
 * it names neither, or both.
 */
export function partyNamed({ signer, organisation }: Signer, parties: Pick<Signed, Side>): Side | null {
  const one = (fits: (party: Signed[Side]) => boolean) => {
    const fitting = sides.filter((side) => fits(parties[side]))
    return fitting.length === 1 ? (fitting[0] ?? null) : null
  }
  const byPerson = one(({ name }) => isSame(signer, name)) ?? one(({ name }) => isSamePerson(signer, name))
  return byPerson ?? one((party) => isSame(organisation, party.organisation) || isSame(signer, party.organisation))
}

const signaturesOf = ({ reading }: Proof, { pdfSha256 }: Signed): ReadSignature[] =>
  (reading && signaturesOn(reading, pdfSha256 ?? '')) ?? []

const nameOf = ({ signer }: Signer) => wordsOf(signer).join(' ')

/**
 * Which party's signature is still missing. One whom nobody on the act is called like stands for a party once a second person
 * has said so: two people may well sign for the same party, the second with its seal.
 */
export function missingSides(proofs: readonly Proof[], handover: Signed): Side[] {
  const kept = proofs.filter(({ withdrawnAt }) => !withdrawnAt)
  if (kept.some(({ kind, confirmedAt }) => kind === 'scan' && confirmedAt)) return []
  const signed = new Set(
    kept.flatMap((proof) => signaturesOf(proof, handover)).map((each) => partyNamed(each, handover)),
  )
  const missing = sides.filter((side) => !signed.has(side))
  const said = kept.filter(({ confirmedAt }) => confirmedAt).flatMap((proof) => unplacedIn(proof, handover))
  return missing.slice(new Set(said).size)
}

/** Who signed without being called like anybody on the act. */
export const unplacedIn = (proof: Proof, handover: Signed): string[] => [
  ...new Map(
    signaturesOf(proof, handover)
      .filter((each) => partyNamed(each, handover) === null)
      .map((each) => [nameOf(each), each.signer]),
  ).values(),
]

/** Whether a second person can say for whom it was signed. */
export const asksForWhom = (proof: Proof, handover: Signed): boolean =>
  !proof.confirmedAt && !proof.withdrawnAt && unplacedIn(proof, handover).length > 0

/** Whether both parties have signed: in containers, each by a signature that stands for it, or on a scan that was confirmed. */
export function signingOf(
  proofs: readonly Proof[],
  handover: Signed,
): { signed: boolean; halfway: HandoverHalfway | null } {
  const kept = proofs.filter(({ withdrawnAt }) => !withdrawnAt)
  if (missingSides(kept, handover).length === 0) return { signed: true, halfway: null }
  const isRead = kept.some((proof) => signaturesOf(proof, handover).length > 0)
  const halfway = kept.some(({ kind }) => kind === 'scan') ? 'unconfirmed_scan' : isRead ? 'one_signature' : null
  return { signed: false, halfway }
}
