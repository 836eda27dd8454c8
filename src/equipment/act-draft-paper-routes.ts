import type { Db } from '#db/db.ts'
import { today } from '#lib/day.ts'
import { PoolBusy } from '#lib/workers.ts'
import type { Printer } from '#print/print.ts'
import { RateLimited } from '#web/errors.ts'
import { perMinute } from '#web/limits.ts'
import { handoverSnapshot } from './act-freeze.ts'
import { handoverDocument } from './act-print.ts'
import { findConditionsOfUse, listHandoverLines } from './act-queries.ts'
import { remainingBudget } from './act-rules.ts'
import type { HandoverView } from './act-seen.ts'
import type { HandoverContext } from './act-show-routes.ts'

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
  const { pdf } = await printer.print('handover', handoverDocument(snapshot, at, null)).catch((error: unknown) => {
    throw error instanceof PoolBusy ? new RateLimited(5) : error
  })
  res.setHeader('Content-Disposition', 'inline; filename="act-draft.pdf"')
  res.type('pdf').send(pdf)
}
