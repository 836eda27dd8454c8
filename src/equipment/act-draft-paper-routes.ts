import type { Db } from '#db/db.ts'
import { today } from '#lib/day.ts'
import { Busy } from '#lib/workers.ts'
import type { Printer } from '#print/print.ts'
import { TooMany } from '#web/errors.ts'
import { perMinute } from '#web/limits.ts'
import { snapshotOf } from './act-freeze.ts'
import { actPaper } from './act-print.ts'
import { findTerms, listLines } from './act-queries.ts'
import { roomOf } from './act-rules.ts'
import type { SeenAct } from './act-seen.ts'
import type { ActAsked } from './act-show-routes.ts'

const allow = perMinute(30)

/** A draft as it would be printed now, marked as one across every page. */
export async function sendDraft(db: Db, { res, viewer }: ActAsked, act: SeenAct, printer: Printer, at: Date) {
  await allow(viewer.id)
  const lines = await listLines(db, act.id)
  const terms = act.type === 'return' || act.toTerritoryId !== null ? null : ((await findTerms(db, act.basis)) ?? null)
  const snapshot = snapshotOf({ ...act, onDay: act.onDay ?? today(() => at) }, lines, {
    number: '',
    terms,
    room: roomOf(act, lines),
  })
  const { pdf } = await printer.print('act', actPaper(snapshot, at, null)).catch((error: unknown) => {
    throw error instanceof Busy ? new TooMany(5) : error
  })
  res.setHeader('Content-Disposition', 'inline; filename="act-draft.pdf"')
  res.type('pdf').send(pdf)
}
