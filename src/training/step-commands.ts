import type { AuditedTransaction } from '#db/act.ts'
import type { Multilingual } from '#lib/locale.ts'
import { change, planDay, type Made, type Seen } from './commands.ts'
import type { DayFacts } from './facts.ts'

/** Announces a day: from now on everybody sees it. */
export async function publish(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await change(tx, seen, { state: 'published', published: true })
  await tx.record('training.published', seen.id)
}

/** Lets people register. */
export async function openRegistration(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await change(tx, seen, { state: 'registration_open' })
  await tx.record('training.registration_opened', seen.id)
}

/** Lets nobody register any more. */
export async function closeRegistration(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await change(tx, seen, { state: 'closed' })
  await tx.record('training.registration_closed', seen.id)
}

/** Says that a day took place. */
export async function hold(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await change(tx, seen, { state: 'held' })
  await tx.record('training.held', seen.id)
}

/** Says that the evidence is there: from now on the day counts. Breaks training_days_evidence where nothing is. */
export async function evidence(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await change(tx, seen, { state: 'evidenced' })
  await tx.record('training.evidenced', seen.id)
}

/** Takes a day out of the count again, because its evidence is not enough. */
export async function doubt(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await change(tx, seen, { state: 'held' })
  await tx.record('training.evidence_doubted', seen.id)
}

/** Says that the day stands in a report. */
export async function report(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await change(tx, seen, { state: 'reported' })
  await tx.record('training.reported', seen.id)
}

/** Calls a day off, with the reason that everybody reads. */
export async function cancel(tx: AuditedTransaction, seen: Seen, reason: Multilingual): Promise<void> {
  await change(tx, seen, { state: 'cancelled', reason })
  await tx.record('training.cancelled', seen.id, { reason })
}

/** Puts a day off: a copy of it on other dates takes its place, planned anew. */
export async function postpone(
  tx: AuditedTransaction,
  seen: Seen,
  reason: Multilingual,
  replacement: DayFacts,
): Promise<Made> {
  const made = await planDay(tx, replacement)
  await change(tx, seen, { state: 'postponed', reason, replacedById: made.id })
  await tx.record('training.postponed', seen.id, { reason, replacedBy: made.id })
  return made
}
