import { amend, Stale, type Act } from '#db/act.ts'
import type { Day } from '#lib/day.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { Initiative } from './initiative.ts'
import type { Launch } from './launch.ts'
import { findReadiness } from './readiness-queries.ts'

/** Something that the gate asks for is missing, perhaps only since the page was made. */
export class NotReady extends Error {}

type Seen = Pick<Initiative, 'id' | 'version' | 'parishId'>

const move = (
  act: Act,
  initiative: Seen,
  changes: Partial<Pick<Initiative, 'state' | 'pauseReason' | 'closeReason'>>,
) =>
  amend<Initiative>(act, 'initiatives', initiative, {
    ...changes,
    updatedAt: act.trx.fn.now(),
    updatedBy: act.personId,
  })

// Whoever saves a section of the plan shares a lock on it: what was checked here stays so until the act is done.
async function passGate(act: Act, initiative: Seen, today: Day) {
  await act.trx('plans').where({ parishId: initiative.parishId }).forUpdate().first('id')
  const readiness = await findReadiness(act.trx, initiative, today)
  if (readiness?.light !== 'go') throw new NotReady()
}

/** Lets an initiative through the gate; throws NotReady where the list is not complete at this moment. */
export async function makeReady(act: Act, initiative: Seen, today: Day): Promise<void> {
  await passGate(act, initiative, today)
  await move(act, initiative, { state: 'ready' })
  await act.record('initiative.made_ready', initiative.id)
}

/** Says on which day a ready initiative was launched; proposing again corrects the day until it is confirmed. */
export async function proposeLaunch(act: Act, { id }: Pick<Seen, 'id'>, launchedOn: Day): Promise<void> {
  const ready = await act.trx('initiatives').where({ id, state: 'ready' }).forUpdate().first('id')
  if (!ready) throw new Stale('the initiative is not ready any more')
  const proposal = { launchedOn, proposedBy: act.personId, proposedAt: new Date(), returnNote: null }
  await act
    .trx('launches')
    .insert({ initiativeId: id, ...proposal })
    .onConflict('initiativeId')
    .merge({ ...proposal, version: act.trx.raw('launches.version + 1') })
  await act.record('initiative.launch_proposed', id, { launchedOn })
}

/** Confirms a launch as it was seen: from now on the initiative counts as launched. Throws NotReady, Stale. */
export async function confirmLaunch(act: Act, initiative: Seen, launch: Launch, today: Day): Promise<void> {
  await passGate(act, initiative, today)
  await amend<Launch>(act, 'launches', launch, { confirmedBy: act.personId, confirmedAt: new Date() })
  await move(act, initiative, { state: 'launched' })
  await act.record('initiative.launched', initiative.id, { launchedOn: launch.launchedOn })
}

/** Gives a proposed launch back, with what is wrong with it. */
export async function returnLaunch(act: Act, { id }: Seen, launch: Launch, returnNote: Multilingual): Promise<void> {
  await amend<Launch>(act, 'launches', launch, { returnNote })
  await act.record('initiative.launch_returned', id, { note: returnNote })
}

/** Says that an initiative runs, for the first time or again. */
export async function operate(act: Act, initiative: Seen): Promise<void> {
  await move(act, initiative, { state: 'operating', pauseReason: null })
  await act.record('initiative.operated', initiative.id)
}

export async function pause(act: Act, initiative: Seen, pauseReason: Multilingual): Promise<void> {
  await move(act, initiative, { state: 'paused', pauseReason })
  await act.record('initiative.paused', initiative.id, { reason: pauseReason })
}

export async function close(act: Act, initiative: Seen, closeReason: Multilingual): Promise<void> {
  await move(act, initiative, { state: 'closed', pauseReason: null, closeReason })
  await act.record('initiative.closed', initiative.id, { reason: closeReason })
}
