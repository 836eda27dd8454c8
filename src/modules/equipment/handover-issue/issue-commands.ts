import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import { storePdf } from '#platform/files/commands.ts'
import type { Store } from '#platform/files/store.ts'
import { fingerprint } from '#platform/values/canonical.ts'
import { today, type Clock, type Day } from '#platform/values/day.ts'
import { withFinishedTranslations } from '#platform/i18n/text.ts'
import { handoverNumber, type HandoverScope } from '#modules/equipment/handovers/handover.ts'
import { findConditionsOfUse, findHandoverUnchecked, listHandoverLines } from '#modules/equipment/handovers/queries.ts'
import type { HandoverView, HandoverLineView } from '#modules/equipment/handovers/handover-view.ts'
import { blockersOf, isCounted, remainingBudget, valueOf, type Blocker } from '#modules/equipment/handovers/checks.ts'
import { handoverSnapshot } from './take-snapshot.ts'
import type { HandoverSnapshot } from '#modules/equipment/handovers/snapshot.ts'
import { moveItemsOut } from '#modules/equipment/handovers/movement-commands.ts'

/** Something stands between the draft and its issue, perhaps only since the page was made. */
export class IssueBlocked extends Error {
  readonly blocks: Blocker[]
  constructor(blocks: Blocker[]) {
    super('the handover cannot be issued')
    this.blocks = blocks
  }
}

/** What issuing needs beside the database: the time, the store, and somebody who prints. */
export interface PrintHandover {
  now: Clock
  store: Store
  print: (snapshot: HandoverSnapshot, at: Date, sha256: string) => Promise<Buffer>
}

/**
 * Issues a draft: looks at everything once more with what it touches held fast, gives it the next number, freezes what it
 * says, prints it and moves its things. Throws IssueBlocked, or VersionConflict where somebody has changed the draft.
 */
export async function issueHandover(
  tx: AuditedTransaction,
  seen: Pick<HandoverScope, 'id' | 'version'>,
  press: PrintHandover,
): Promise<HandoverView> {
  await hold(tx, seen)
  const draft = (await findHandoverUnchecked(tx.db, seen.id)) as HandoverView
  const lines = await listHandoverLines(tx.db, seen.id)
  const blocks = blockersOf(draft, lines)
  if (blocks.length > 0 || draft.onDay === null) throw new IssueBlocked(blocks)

  const at = press.now()
  const numbered = { ...(await nextNumber(tx, draft.territoryId, today(press.now))), at }
  await valueLines(tx, lines)
  const snapshot = await printAndStore(tx, { ...draft, onDay: draft.onDay }, lines, numbered)
  const sha256 = fingerprint(snapshot)
  const file = await storePdf(tx, press.store, {
    pdf: await press.print(snapshot, at, sha256),
    name: `${snapshot.number}.pdf`,
  })
  await updateIfUnchanged(tx, 'handovers', seen, {
    state: 'issued',
    year: numbered.year,
    number: numbered.number,
    issuedBy: tx.personId,
    issuedAt: at,
    snapshot: JSON.stringify(snapshot),
    sha256,
    fileId: file.id,
    pdfSha256: file.sha256,
  })
  await moveItemsOut(tx, draft, lines, draft.onDay)
  await tx.record('handover.issued', seen.id, { number: snapshot.number, sha256, pdfSha256: file.sha256 })
  return (await findHandoverUnchecked(tx.db, seen.id)) as HandoverView
}

// The draft, the plans of the initiatives that it names, these, and the things on it, always in this order: two that want
// the same wait in line, and no plan changes meanwhile.
async function hold(tx: AuditedTransaction, { id, version }: Pick<HandoverScope, 'id' | 'version'>) {
  const draft = await tx
    .db('handovers')
    .where({ id, version, state: 'draft' })
    .forUpdate()
    .first('initiativeId', 'toInitiativeId')
  if (!draft) throw new VersionConflict('the draft has moved on')
  const initiatives = [draft.initiativeId, draft.toInitiativeId].filter((each) => each !== null) as string[]
  const parishes = tx.db('initiatives').whereIn('id', initiatives).select('parishId')
  await tx.db('plans').whereIn('parishId', parishes).orderBy('id').forShare().select('id')
  await tx.db('initiatives').whereIn('id', initiatives).orderBy('id').forUpdate().select('id')
  for (const [table, column] of [
    ['equipmentItems', 'itemId'],
    ['materials', 'materialId'],
  ] as const) {
    const onIt = tx.db('handoverLines').where({ handoverId: id }).whereNotNull(column).select(column)
    await tx.db(table).whereIn('id', onIt).orderBy('id').forUpdate().select('id')
  }
}

// Whoever takes a number holds the count until their handover is issued; where it is not, nobody has taken it.
async function nextNumber(
  tx: AuditedTransaction,
  territoryId: string,
  day: Day,
): Promise<{ year: number; number: number }> {
  const year = Number(day.slice(0, 4))
  const [{ last }] = (await tx
    .db('handoverNumbers')
    .insert({ territoryId, year, last: 1 })
    .onConflict(['territoryId', 'year'])
    .merge({ last: tx.db.raw('handover_numbers.last + 1') })
    .returning('last')) as [{ last: number }]
  return { year, number: last }
}

async function valueLines(tx: AuditedTransaction, lines: readonly HandoverLineView[]) {
  const valued = lines.map((line) => ({
    id: line.id,
    value: valueOf(line),
    counted: isCounted(line),
    state_before: line.itemState,
  }))
  await tx.db.raw(
    `update handover_lines set value = valued.value, counted = valued.counted, state_before = valued.state_before
     from jsonb_to_recordset(?::jsonb) as valued (id uuid, value bigint, counted boolean, state_before text)
     where handover_lines.id = valued.id`,
    [JSON.stringify(valued)],
  )
}

async function printAndStore(
  tx: AuditedTransaction,
  draft: HandoverView & { onDay: Day },
  lines: readonly HandoverLineView[],
  { year, number }: { year: number; number: number },
): Promise<HandoverSnapshot> {
  const terms =
    draft.type === 'return' || draft.toTerritoryId !== null ? undefined : await findConditionsOfUse(tx.db, draft.basis)
  const room = remainingBudget(draft, lines)
  return withFinishedTranslations(
    handoverSnapshot(draft, lines, {
      number: handoverNumber(draft.territory, year, number),
      terms: terms ?? null,
      room,
    }),
  )
}
