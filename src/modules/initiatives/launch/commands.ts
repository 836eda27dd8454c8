import { present } from '#platform/db/clock.ts'
import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Initiative } from '#modules/initiatives/initiative/initiative.ts'
import type { Launch } from '#modules/initiatives/initiative/launch.ts'
import { findReadiness } from '#modules/initiatives/readiness/queries.ts'

/** Something that the gate asks for is missing, perhaps only since the page was made. */
export class ReadinessIncomplete extends Error {}

type Seen = Pick<Initiative, 'id' | 'version' | 'parishId'>

const move = (
  tx: AuditedTransaction,
  initiative: Seen,
  changes: Partial<Pick<Initiative, 'state' | 'pauseReason' | 'closeReason'>>,
) =>
  updateIfUnchanged<Initiative>(tx, 'initiatives', initiative, {
    ...changes,
    updatedAt: present(tx.db),
    updatedBy: tx.personId,
  })

// Whoever saves a section of the plan shares a lock on it: what was checked here stays so until the transaction ends.
async function passGate(tx: AuditedTransaction, initiative: Seen, today: Day) {
  await tx.db('plans').where({ parishId: initiative.parishId }).forUpdate().first('id')
  const readiness = await findReadiness(tx.db, initiative, today)
  if (readiness?.light !== 'go') throw new ReadinessIncomplete()
}

/** Lets an initiative through the gate; throws ReadinessIncomplete where the list is not complete at this moment. */
export async function makeReady(tx: AuditedTransaction, initiative: Seen, today: Day): Promise<void> {
  await passGate(tx, initiative, today)
  await move(tx, initiative, { state: 'ready' })
  await tx.record('initiative.made_ready', initiative.id)
}

/** Says on which day a ready initiative was launched; proposing again corrects the day until it is confirmed. */
export async function proposeLaunch(tx: AuditedTransaction, { id }: Pick<Seen, 'id'>, launchedOn: Day): Promise<void> {
  const ready = await tx.db('initiatives').where({ id, state: 'ready' }).forUpdate().first('id')
  if (!ready) throw new VersionConflict('the initiative is not ready any more')
  const proposal = { launchedOn, proposedBy: tx.personId, proposedAt: present(tx.db), returnNote: null }
  await tx
    .db('launches')
    .insert({ initiativeId: id, ...proposal })
    .onConflict('initiativeId')
    .merge({ ...proposal, version: tx.db.raw('launches.version + 1') })
  await tx.record('initiative.launch_proposed', id, { launchedOn })
}

/** Confirms a launch as it was seen: from now on the initiative counts as launched. Throws ReadinessIncomplete, VersionConflict. */
export async function confirmLaunch(
  tx: AuditedTransaction,
  initiative: Seen,
  launch: Launch,
  today: Day,
): Promise<void> {
  await passGate(tx, initiative, today)
  await updateIfUnchanged<Launch>(tx, 'launches', launch, { confirmedBy: tx.personId, confirmedAt: present(tx.db) })
  await move(tx, initiative, { state: 'launched' })
  await tx.record('initiative.launched', initiative.id, { launchedOn: launch.launchedOn })
}

/** Gives a proposed launch back, with what is wrong with it. */
export async function returnLaunch(
  tx: AuditedTransaction,
  { id }: Seen,
  launch: Launch,
  returnNote: Multilingual,
): Promise<void> {
  await updateIfUnchanged<Launch>(tx, 'launches', launch, { returnNote })
  await tx.record('initiative.launch_returned', id, { note: returnNote })
}

/** Says that an initiative runs, for the first time or again. */
export async function markOperating(tx: AuditedTransaction, initiative: Seen): Promise<void> {
  await move(tx, initiative, { state: 'operating', pauseReason: null })
  await tx.record('initiative.operating', initiative.id)
}

export async function pauseInitiative(
  tx: AuditedTransaction,
  initiative: Seen,
  pauseReason: Multilingual,
): Promise<void> {
  await move(tx, initiative, { state: 'paused', pauseReason })
  await tx.record('initiative.paused', initiative.id, { reason: pauseReason })
}

export async function closeInitiative(
  tx: AuditedTransaction,
  initiative: Seen,
  closeReason: Multilingual,
): Promise<void> {
  await move(tx, initiative, { state: 'closed', pauseReason: null, closeReason })
  await tx.record('initiative.closed', initiative.id, { reason: closeReason })
}
