import type { Act } from '#db/act.ts'
import type { Multilingual } from '#lib/locale.ts'
import { change, planDay, type Made, type Seen } from './commands.ts'
import type { DayFacts } from './facts.ts'

/** Announces a day: from now on everybody sees it. */
export async function publish(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'published', published: true })
  await act.record('training.published', seen.id)
}

/** Lets people register. */
export async function openRegistration(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'registration_open' })
  await act.record('training.registration_opened', seen.id)
}

/** Lets nobody register any more. */
export async function closeRegistration(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'closed' })
  await act.record('training.registration_closed', seen.id)
}

/** Says that a day took place. */
export async function hold(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'held' })
  await act.record('training.held', seen.id)
}

/** Says that the evidence is there: from now on the day counts. Breaks training_days_evidence where nothing is. */
export async function evidence(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'evidenced' })
  await act.record('training.evidenced', seen.id)
}

/** Takes a day out of the count again, because its evidence is not enough. */
export async function doubt(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'held' })
  await act.record('training.evidence_doubted', seen.id)
}

/** Says that the day stands in a report. */
export async function report(act: Act, seen: Seen): Promise<void> {
  await change(act, seen, { state: 'reported' })
  await act.record('training.reported', seen.id)
}

/** Calls a day off, with the reason that everybody reads. */
export async function cancel(act: Act, seen: Seen, reason: Multilingual): Promise<void> {
  await change(act, seen, { state: 'cancelled', reason })
  await act.record('training.cancelled', seen.id, { reason })
}

/** Puts a day off: a copy of it on other dates takes its place, planned anew. */
export async function postpone(act: Act, seen: Seen, reason: Multilingual, replacement: DayFacts): Promise<Made> {
  const made = await planDay(act, replacement)
  await change(act, seen, { state: 'postponed', reason, replacedById: made.id })
  await act.record('training.postponed', seen.id, { reason, replacedBy: made.id })
  return made
}
