import { type AuditedTransaction } from '#platform/db/transact.ts'
import type { Day } from '#platform/values/day.ts'
import type { DueActionItem } from './reminder.ts'

/** Notes that the owners of these steps were reminded of them; breaks the primary key where another process has just done so. */
export async function recordReminders(
  tx: AuditedTransaction,
  steps: readonly DueActionItem[],
  day: Day,
): Promise<void> {
  await tx
    .db('actionItemReminders')
    .insert(steps.map(({ id, kind, dueOn }) => ({ actionItemId: id, kind, dueOn, day })))
  for (const { id, sessionId, kind } of steps) await tx.record('action_item.reminded', id, { sessionId, kind })
}
