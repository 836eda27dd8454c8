import { amend, Stale, type Act } from '#db/act.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { Cents } from '#lib/money.ts'
import type { ActFacts, ActLine, ActStanding, ActType, Party } from './act.ts'

export interface NewAct {
  type: ActType
  territoryId: string
  initiativeId: string
  toInitiativeId: string | null
  toTerritoryId: string | null
}

type Lines = readonly Omit<ActLine, 'id'>[]
type Seen = Pick<ActStanding, 'id' | 'version'>

const partyColumns = (side: 'gives' | 'takes', { name, organisation, role }: Party) => ({
  [`${side}Name`]: name,
  [`${side}Organisation`]: organisation,
  [`${side}Role`]: role,
})

const factColumns = ({ languages, gives, takes, ...rest }: ActFacts) => ({
  ...rest,
  languages: [...languages],
  ...partyColumns('gives', gives),
  ...partyColumns('takes', takes),
})

/** Begins an act. A draft has no number yet, and keeps nothing from anybody else. */
export async function draftAct(act: Act, made: NewAct, facts: ActFacts, lines: Lines): Promise<string> {
  const [{ id }] = (await act
    .trx('handoverActs')
    .insert({ ...made, ...factColumns(facts), draftedBy: act.personId })
    .returning('id')) as [{ id: string }]
  await writeLines(act, id, lines)
  await act.record('act.drafted', id, { type: made.type, lines: lines.length })
  return id
}

/** Rewrites a draft that somebody saw in this version. What the lead partner allowed was allowed for what it said. */
export async function reviseAct(
  act: Act,
  seen: Seen,
  to: Pick<NewAct, 'toInitiativeId' | 'toTerritoryId'>,
  facts: ActFacts,
  lines: Lines,
): Promise<void> {
  await amendDraft(act, seen, { ...to, ...factColumns(facts), ...noOverride })
  await act.trx('handoverLines').where({ actId: seen.id }).delete()
  await writeLines(act, seen.id, lines)
  await act.record('act.revised', seen.id, { lines: lines.length })
}

const noOverride = {
  overrideAskedBy: null,
  overrideAskedAt: null,
  overrideBy: null,
  overrideAt: null,
  overrideReason: null,
  overrideValue: null,
}

async function amendDraft(act: Act, seen: Seen, changes: object) {
  const draft = await act.trx('handoverActs').where({ id: seen.id, state: 'draft' }).forUpdate().first('id')
  if (!draft) throw new Stale('the act is no draft any more')
  await amend(act, 'handoverActs', seen, changes)
}

async function writeLines(act: Act, actId: string, lines: Lines) {
  if (lines.length === 0) return
  await act.trx('handoverLines').insert(lines.map((line, position) => ({ ...line, actId, position })))
}

/** Throws a draft away: it never had a number. */
export async function discardAct(act: Act, seen: Seen): Promise<void> {
  const gone = await act
    .trx('handoverActs')
    .where({ ...seen, state: 'draft' })
    .delete()
  if (gone === 0) throw new Stale('the act is no draft any more')
  await act.record('act.discarded', seen.id)
}

/** Asks the lead partner to let a draft go over what the plan allows. */
export async function askOverride(act: Act, seen: Seen, at: Date): Promise<void> {
  await amendDraft(act, seen, { overrideAskedBy: act.personId, overrideAskedAt: at })
  await act.record('act.override_asked', seen.id)
}

/** Lets a draft hand over things until an initiative has as much as this, for a reason that is printed on it. */
export async function override(act: Act, seen: Seen, upTo: Cents, reason: Multilingual, at: Date): Promise<void> {
  await amendDraft(act, seen, {
    overrideBy: act.personId,
    overrideAt: at,
    overrideReason: reason,
    overrideValue: upTo,
  })
  await act.record('act.overridden', seen.id, { upTo, reason })
}

/** Says in the name of a community that everything on the act has come. */
export async function receiveAct(act: Act, seen: Seen, at: Date): Promise<void> {
  await amend(act, 'handoverActs', seen, { receivedBy: act.personId, receivedAt: at })
  await act.record('act.received', seen.id)
}

/** Writes new terms, in force for acts issued from now on. */
export async function writeTerms(act: Act, kind: 'loan' | 'ownership', text: Multilingual, at: Date): Promise<void> {
  await act.trx.raw(`select pg_advisory_xact_lock(hashtext('handover_terms'))`)
  const number = act.trx.raw('(select coalesce(max(number), 0) + 1 from handover_terms where kind = ?)', [kind])
  const row = { kind, number, text, writtenBy: act.personId, writtenAt: at }
  const [{ id }] = (await act.trx('handoverTerms').insert(row).returning('id')) as [{ id: string }]
  await act.record('act.terms_written', id, { kind })
}
