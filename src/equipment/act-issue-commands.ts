import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#db/act.ts'
import { keepPrinted } from '#files/commands.ts'
import type { Store } from '#files/store.ts'
import { fingerprint } from '#lib/canonical.ts'
import { today, type Clock, type Day } from '#lib/day.ts'
import { settled } from '#lib/text.ts'
import { numberOf, type ActStanding } from './act.ts'
import { findTerms, findWholeAct, listLines } from './act-queries.ts'
import type { SeenAct, SeenLine } from './act-seen.ts'
import { blocksOf, isCounted, roomOf, valueOf, type Block } from './act-rules.ts'
import { snapshotOf } from './act-freeze.ts'
import type { ActSnapshot } from './act-snapshot.ts'
import { openLines } from './act-line-commands.ts'

/** Something stands between the draft and its issue, perhaps only since the page was made. */
export class Blocked extends Error {
  readonly blocks: Block[]
  constructor(blocks: Block[]) {
    super('the act cannot be issued')
    this.blocks = blocks
  }
}

/** What issuing needs of the house around it: the time, the store, and somebody who prints. */
export interface Press {
  now: Clock
  store: Store
  print: (snapshot: ActSnapshot, at: Date, sha256: string) => Promise<Buffer>
}

/**
 * Issues a draft: looks at everything once more with what it touches held fast, gives it the next number, freezes what it
 * says, prints it and moves its things. Throws Blocked, or Stale where somebody has changed the draft.
 */
export async function issueAct(
  tx: AuditedTransaction,
  seen: Pick<ActStanding, 'id' | 'version'>,
  press: Press,
): Promise<SeenAct> {
  await hold(tx, seen)
  const draft = (await findWholeAct(tx.db, seen.id)) as SeenAct
  const lines = await listLines(tx.db, seen.id)
  const blocks = blocksOf(draft, lines)
  if (blocks.length > 0 || draft.onDay === null) throw new Blocked(blocks)

  const at = press.now()
  const numbered = { ...(await nextNumber(tx, draft.territoryId, today(press.now))), at }
  await valueLines(tx, lines)
  const snapshot = await freeze(tx, { ...draft, onDay: draft.onDay }, lines, numbered)
  const sha256 = fingerprint(snapshot)
  const file = await keepPrinted(tx, press.store, {
    pdf: await press.print(snapshot, at, sha256),
    name: `${snapshot.number}.pdf`,
  })
  await updateIfUnchanged(tx, 'handoverActs', seen, {
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
  await openLines(tx, draft, lines, draft.onDay)
  await tx.record('act.issued', seen.id, { number: snapshot.number, sha256, pdfSha256: file.sha256 })
  return (await findWholeAct(tx.db, seen.id)) as SeenAct
}

// The draft, the plans of the initiatives that it names, these, and the things on it, always in this order: two that want
// the same wait in line, and no plan changes meanwhile.
async function hold(tx: AuditedTransaction, { id, version }: Pick<ActStanding, 'id' | 'version'>) {
  const draft = await tx
    .db('handoverActs')
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
    const onIt = tx.db('handoverLines').where({ actId: id }).whereNotNull(column).select(column)
    await tx.db(table).whereIn('id', onIt).orderBy('id').forUpdate().select('id')
  }
}

// Whoever takes a number holds the count until their act is issued; where it is not, nobody has taken it.
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

async function valueLines(tx: AuditedTransaction, lines: readonly SeenLine[]) {
  const valued = lines.map((line) => ({
    id: line.id,
    value: valueOf(line),
    counted: isCounted(line),
    was: line.itemState,
  }))
  await tx.db.raw(
    `update handover_lines set value = valued.value, counted = valued.counted, was = valued.was
     from jsonb_to_recordset(?::jsonb) as valued (id uuid, value bigint, counted boolean, was text)
     where handover_lines.id = valued.id`,
    [JSON.stringify(valued)],
  )
}

async function freeze(
  tx: AuditedTransaction,
  draft: SeenAct & { onDay: Day },
  lines: readonly SeenLine[],
  { year, number }: { year: number; number: number },
): Promise<ActSnapshot> {
  const terms =
    draft.type === 'return' || draft.toTerritoryId !== null ? undefined : await findTerms(tx.db, draft.basis)
  const room = roomOf(draft, lines)
  return settled(
    snapshotOf(draft, lines, { number: numberOf(draft.territory, year, number), terms: terms ?? null, room }),
  )
}
