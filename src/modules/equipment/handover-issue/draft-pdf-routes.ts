import type { Db } from '#platform/db/connection.ts'
import { today } from '#platform/values/day.ts'
import type { Printer } from '#platform/pdf/printer.ts'
import { perMinute } from '#platform/limits/rate-limits.ts'
import { handoverSnapshot } from './take-snapshot.ts'
import { handoverDocument } from './document.ts'
import { findConditionsOfUse, listHandoverLines } from '#modules/equipment/handovers/queries.ts'
import { remainingBudget } from '#modules/equipment/handovers/checks.ts'
import type { HandoverView } from '#modules/equipment/handovers/handover-view.ts'
import type { HandoverContext } from './handover-page.ts'

const allow = perMinute(30)

/** A draft as it would be printed now, marked as one across every page. */
export async function sendDraftPdf(
  db: Db,
  { res, viewer }: HandoverContext,
  handover: HandoverView,
  printer: Printer,
  at: Date,
) {
  await allow(viewer.id)
  const lines = await listHandoverLines(db, handover.id)
  const terms =
    handover.type === 'return' || handover.toTerritoryId !== null
      ? null
      : ((await findConditionsOfUse(db, handover.basis)) ?? null)
  const snapshot = handoverSnapshot({ ...handover, onDay: handover.onDay ?? today(() => at) }, lines, {
    number: '',
    terms,
    room: remainingBudget(handover, lines),
  })
  const { pdf } = await printer.print('handover', handoverDocument(snapshot, at, null))
  res.setHeader('Content-Disposition', 'inline; filename="act-draft.pdf"')
  res.type('pdf').send(pdf)
}
