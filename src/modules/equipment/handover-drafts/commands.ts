import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Cents } from '#platform/values/money.ts'
import type {
  HandoverInput,
  HandoverLine,
  HandoverScope,
  HandoverType,
  HandoverParty,
} from '#modules/equipment/handovers/handover.ts'

export interface NewHandover {
  type: HandoverType
  territoryId: string
  initiativeId: string
  toInitiativeId: string | null
  toTerritoryId: string | null
}

type Lines = readonly Omit<HandoverLine, 'id'>[]
type Seen = Pick<HandoverScope, 'id' | 'version'>

const partyColumns = (side: 'gives' | 'takes', { name, organisation, role }: HandoverParty) => ({
  [`${side}Name`]: name,
  [`${side}Organisation`]: organisation,
  [`${side}Role`]: role,
})

const factColumns = ({ languages, gives, takes, ...rest }: HandoverInput) => ({
  ...rest,
  languages: [...languages],
  ...partyColumns('gives', gives),
  ...partyColumns('takes', takes),
})

/** Begins a handover. A draft has no number yet, and keeps nothing from anybody else. */
export async function draftHandover(
  tx: AuditedTransaction,
  made: NewHandover,
  input: HandoverInput,
  lines: Lines,
): Promise<string> {
  const [{ id }] = (await tx
    .db('handovers')
    .insert({ ...made, ...factColumns(input), draftedBy: tx.personId })
    .returning('id')) as [{ id: string }]
  await writeLines(tx, id, lines)
  await tx.record('handover.drafted', id, { type: made.type, lines: lines.length })
  return id
}

/** Rewrites a draft that somebody saw in this version. What the lead partner allowed was allowed for what it said. */
export async function updateHandover(
  tx: AuditedTransaction,
  seen: Seen,
  to: Pick<NewHandover, 'toInitiativeId' | 'toTerritoryId'>,
  input: HandoverInput,
  lines: Lines,
): Promise<void> {
  await amendDraft(tx, seen, { ...to, ...factColumns(input), ...notOverBudget })
  await tx.db('handoverLines').where({ handoverId: seen.id }).delete()
  await writeLines(tx, seen.id, lines)
  await tx.record('handover.updated', seen.id, { lines: lines.length })
}

const notOverBudget = {
  overrideAskedBy: null,
  overrideAskedAt: null,
  overrideBy: null,
  overrideAt: null,
  overrideReason: null,
  overrideValue: null,
}

async function amendDraft(tx: AuditedTransaction, seen: Seen, changes: object) {
  const draft = await tx.db('handovers').where({ id: seen.id, state: 'draft' }).forUpdate().first('id')
  if (!draft) throw new VersionConflict('the handover is no draft any more')
  await updateIfUnchanged(tx, 'handovers', seen, changes)
}

async function writeLines(tx: AuditedTransaction, handoverId: string, lines: Lines) {
  if (lines.length === 0) return
  await tx.db('handoverLines').insert(lines.map((line, position) => ({ ...line, handoverId, position })))
}

/** Throws a draft away: it never had a number. */
export async function discardHandover(tx: AuditedTransaction, seen: Seen): Promise<void> {
  const gone = await tx
    .db('handovers')
    .where({ ...seen, state: 'draft' })
    .delete()
  if (gone === 0) throw new VersionConflict('the handover is no draft any more')
  await tx.record('handover.discarded', seen.id)
}

/** Asks the lead partner to let a draft go over what the plan allows. */
export async function requestOverBudget(tx: AuditedTransaction, seen: Seen, at: Date): Promise<void> {
  await amendDraft(tx, seen, { overrideAskedBy: tx.personId, overrideAskedAt: at })
  await tx.record('handover.over_budget_requested', seen.id)
}

/** Lets a draft hand over things until an initiative has as much as this, for a reason that is printed on it. */
export async function allowOverBudget(
  tx: AuditedTransaction,
  seen: Seen,
  upTo: Cents,
  reason: Multilingual,
  at: Date,
): Promise<void> {
  await amendDraft(tx, seen, {
    overrideBy: tx.personId,
    overrideAt: at,
    overrideReason: reason,
    overrideValue: upTo,
  })
  await tx.record('handover.over_budget_allowed', seen.id, { upTo, reason })
}

/** Says in the name of a community that everything on the handover has come. */
export async function confirmReceipt(tx: AuditedTransaction, seen: Seen, at: Date): Promise<void> {
  await updateIfUnchanged(tx, 'handovers', seen, { receivedBy: tx.personId, receivedAt: at })
  await tx.record('handover.received', seen.id)
}

/** Writes new terms, in force for handovers issued from now on. */
export async function writeConditionsOfUse(
  tx: AuditedTransaction,
  kind: 'loan' | 'ownership',
  text: Multilingual,
  at: Date,
): Promise<void> {
  await tx.db.raw(`select pg_advisory_xact_lock(hashtext('handover_conditions'))`)
  const number = tx.db.raw('(select coalesce(max(number), 0) + 1 from handover_conditions where kind = ?)', [kind])
  const row = { kind, number, text, writtenBy: tx.personId, writtenAt: at }
  const [{ id }] = (await tx.db('handoverConditions').insert(row).returning('id')) as [{ id: string }]
  await tx.record('handover.conditions_written', id, { kind })
}
