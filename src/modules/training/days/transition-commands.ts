import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { updateDayRow, planDay, settleSlug, type NewDay, type SeenDay } from './commands.ts'
import type { DayInput } from './day-input.ts'

/** Announces a day: from now on everybody sees it. */
export async function publishDay(tx: AuditedTransaction, seen: SeenDay): Promise<void> {
  await updateDayRow(tx, seen, { state: 'published', published: true })
  await tx.record('training.published', seen.id)
}

/** The same, at the address of its present title, which it returns. */
export async function announceDay(tx: AuditedTransaction, seen: SeenDay): Promise<string> {
  await publishDay(tx, seen)
  return settleSlug(tx, seen)
}

/** Lets people register. */
export async function openRegistration(tx: AuditedTransaction, seen: SeenDay): Promise<void> {
  await updateDayRow(tx, seen, { state: 'registration_open' })
  await tx.record('training.registration_opened', seen.id)
}

/** Lets nobody register any more. */
export async function closeRegistration(tx: AuditedTransaction, seen: SeenDay): Promise<void> {
  await updateDayRow(tx, seen, { state: 'closed' })
  await tx.record('training.registration_closed', seen.id)
}

/** Says that a day took place. */
export async function markHeld(tx: AuditedTransaction, seen: SeenDay): Promise<void> {
  await updateDayRow(tx, seen, { state: 'held' })
  await tx.record('training.held', seen.id)
}

/** Says that the evidence is there: from now on the day counts. Breaks training_days_evidence where nothing is. */
export async function completeEvidence(tx: AuditedTransaction, seen: SeenDay): Promise<void> {
  await updateDayRow(tx, seen, { state: 'evidenced' })
  await tx.record('training.evidenced', seen.id)
}

/** Takes a day out of the count again, because its evidence is not enough. */
export async function rejectEvidence(tx: AuditedTransaction, seen: SeenDay): Promise<void> {
  await updateDayRow(tx, seen, { state: 'held' })
  await tx.record('training.evidence_rejected', seen.id)
}

/** Says that the day stands in a report. */
export async function reportDay(tx: AuditedTransaction, seen: SeenDay): Promise<void> {
  await updateDayRow(tx, seen, { state: 'reported' })
  await tx.record('training.reported', seen.id)
}

/** Calls a day off, with the reason that everybody reads. */
export async function cancelDay(tx: AuditedTransaction, seen: SeenDay, reason: Multilingual): Promise<void> {
  await updateDayRow(tx, seen, { state: 'cancelled', reason })
  await tx.record('training.cancelled', seen.id, { reason })
}

/** Puts a day off: a copy of it on other dates takes its place, planned anew. */
export async function postponeDay(
  tx: AuditedTransaction,
  seen: SeenDay,
  reason: Multilingual,
  replacement: DayInput,
): Promise<NewDay> {
  const made = await planDay(tx, replacement)
  await updateDayRow(tx, seen, { state: 'postponed', reason, replacedById: made.id })
  await tx.record('training.postponed', seen.id, { reason, replacedBy: made.id })
  return made
}
