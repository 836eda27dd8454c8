import { amend, type Act } from '#db/act.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { AdviceRequest, NewRequest, Proposal, Proposed } from './request.ts'

interface Asked extends NewRequest {
  parishId: string
  byPhone: boolean
}

type Seen = Pick<AdviceRequest, 'id' | 'version'>

/** Asks for advice in the name of a community. */
export async function ask(act: Act, asked: Asked, at: Date): Promise<string> {
  const [row] = (await act
    .trx('adviceRequests')
    .insert({ ...asked, askedBy: act.personId, askedAt: at, changedAt: at })
    .returning('id')) as [{ id: string }]
  const { parishId, topic, byPhone } = asked
  await act.record('request.asked', row.id, { parishId, topic, byPhone })
  return row.id
}

const change = (act: Act, seen: Seen, changes: object, at: Date) =>
  amend<AdviceRequest>(act, 'adviceRequests', seen, { ...changes, changedAt: at })

/** Answers with dates to choose among, in place of those proposed before. Throws Stale. */
export async function proposeDates(
  act: Act,
  seen: Seen,
  dates: readonly Proposed[],
  note: Multilingual | null,
  at: Date,
): Promise<void> {
  await change(act, seen, { state: 'proposed', mentorId: act.personId, note }, at)
  await act.trx('adviceProposals').where({ requestId: seen.id }).delete()
  await act
    .trx('adviceProposals')
    .insert(dates.map((date, index) => ({ ...date, requestId: seen.id, position: index + 1 })))
  await act.record('request.dates_proposed', seen.id, { days: dates.map(({ onDay }) => onDay) })
}

/** Agrees to one of the dates. Throws Stale. */
export async function accept(act: Act, seen: Seen, proposal: Pick<Proposal, 'id' | 'onDay'>, at: Date): Promise<void> {
  await change(act, seen, { state: 'agreed' }, at)
  await act.trx('adviceProposals').where({ id: proposal.id, requestId: seen.id }).update({ agreed: true })
  await act.record('request.agreed', seen.id, { onDay: proposal.onDay })
}

/** Asks for other dates than those proposed, or agreed. Throws Stale. */
export async function askForOthers(act: Act, seen: Seen, wish: Multilingual | null, at: Date): Promise<void> {
  await change(act, seen, { state: 'open', wish }, at)
  await act.trx('adviceProposals').where({ requestId: seen.id }).delete()
  await act.record('request.others_asked', seen.id)
}

/** Declines a request, with the reason. Throws Stale. */
export async function decline(act: Act, seen: Seen, note: Multilingual, at: Date): Promise<void> {
  await change(act, seen, { state: 'declined', note }, at)
  await act.record('request.declined', seen.id)
}

/** Takes a request back. Throws Stale. */
export async function withdraw(act: Act, seen: Seen, at: Date): Promise<void> {
  await change(act, seen, { state: 'withdrawn' }, at)
  await act.record('request.withdrawn', seen.id)
}
