import { Stale, type Act } from '#db/act.ts'
import type { SignedContent } from '#files/signed.ts'
import { today, type Clock } from '#lib/day.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { ActStanding } from './act.ts'
import { closeLines } from './act-line-commands.ts'
import { findWholeAct, listLines } from './act-queries.ts'
import type { SeenAct } from './act-seen.ts'

/** Later acts have taken things of this one further. */
export class MovedOn extends Error {}

type Seen = Pick<ActStanding, 'id' | 'version'>

async function holdIssued(act: Act, { id }: Pick<Seen, 'id'>): Promise<SeenAct> {
  await act.trx('handoverActs').where({ id }).forUpdate().first('id')
  const issued = await findWholeAct(act.trx, id)
  if (issued?.state !== 'issued' && issued?.state !== 'signed') throw new Stale('the act does not stand')
  return issued
}

/** Makes an act void: it keeps its number, and its things go back to where they were. */
export async function voidAct(act: Act, seen: Seen, voidReason: Multilingual, now: Clock): Promise<void> {
  const issued = await holdIssued(act, seen)
  if (issued.version !== seen.version) throw new Stale('the act has moved on')
  const lines = await listLines(act.trx, seen.id)
  if (lines.some(({ endedBy }) => endedBy !== null)) throw new MovedOn()
  await act
    .trx('handoverActs')
    .where({ id: seen.id })
    .update({ state: 'void', voidedBy: act.personId, voidedAt: now(), voidReason, version: issued.version + 1 })
  await closeLines(act, issued, lines, today(now))
  await act.record('act.voided', seen.id, { reason: voidReason })
}

export interface Proof {
  fileId: string
  kind: 'container' | 'scan'
  /** Whether it is the act that was issued. */
  matches: boolean
  /** Whether it makes the act a signed one. */
  signs: boolean
  reading: SignedContent | null
}

/** Keeps a signed file that was sent for an act; one that proves the act makes it signed. */
export async function proveAct(act: Act, seen: Pick<Seen, 'id'>, proof: Proof, at: Date): Promise<void> {
  const issued = await holdIssued(act, seen)
  const { signs, reading, ...row } = proof
  await act.trx('handoverProofs').insert({
    ...row,
    reading: reading && JSON.stringify(reading),
    actId: seen.id,
    sentBy: act.personId,
    sentAt: at,
  })
  if (signs && issued.state === 'issued') {
    await act
      .trx('handoverActs')
      .where({ id: seen.id })
      .update({ state: 'signed', signedAt: at, version: issued.version + 1 })
  }
  await act.record(signs ? 'act.signed' : 'act.proof_sent', seen.id, { kind: proof.kind, matches: proof.matches })
}
