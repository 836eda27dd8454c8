import { amend, Stale, type Act } from '#db/act.ts'
import { fingerprint } from '#lib/canonical.ts'
import type { Month } from '#lib/day.ts'
import type { Multilingual } from '#lib/locale.ts'
import { listSheetSessions } from './month-queries.ts'
import { snapshotOf, sumOf, type Addendum, type Confirming, type Timesheet } from './timesheet.ts'

type Unsigned = Pick<Timesheet, 'mentorId' | 'mentor' | 'month' | 'sessions' | 'parishes'>

/** Hands in a month exactly as its mentor saw it; throws Stale where a session was logged or changed meanwhile. */
export async function submit(act: Act, sheet: Unsigned, at: Date): Promise<void> {
  const { mentorId, month } = sheet
  const { trx } = act
  // Sessions that are being saved are waited for, and others wait: they find the month closed.
  await trx('people').where({ id: mentorId }).forNoKeyUpdate().first('id')
  const snapshot = snapshotOf(sheet)
  const now = snapshotOf({ ...sheet, sessions: await listSheetSessions(trx, mentorId, month) })
  const sha256 = fingerprint(snapshot)
  if (fingerprint(now) !== sha256) throw new Stale('the sessions have changed since the mentor saw them')
  const row = await rowOf(act, mentorId, month)
  if (row.state !== 'draft' && row.state !== 'returned') throw new Stale('the month is handed in')
  const last = await trx('timesheetSubmissions')
    .where({ timesheetId: row.id })
    .orderBy('number', 'desc')
    .first<{ number: number } | undefined>('number')
  await trx('timesheetSubmissions').insert({
    timesheetId: row.id,
    number: (last?.number ?? 0) + 1,
    snapshot: JSON.stringify(snapshot),
    sha256,
    minutes: sumOf(snapshot.sessions),
    submittedBy: act.personId,
    submittedAt: at,
  })
  await amend<Row>(act, 'timesheets', row, { state: 'submitted' })
  await act.record('timesheet.submitted', row.id, { month, sha256 })
}

type Row = Pick<Timesheet, 'version' | 'state'> & { id: string }

async function rowOf({ trx }: Act, mentorId: string, month: Month): Promise<Row> {
  await trx('timesheets').insert({ mentorId, month }).onConflict(['mentorId', 'month']).ignore()
  return (await trx('timesheets').where({ mentorId, month }).forUpdate().first()) as Row
}

interface Seen {
  id: string
  version: number
}

/** Takes back a month that no partner has approved. Throws Stale. */
export async function recall(act: Act, seen: Seen): Promise<void> {
  await amend<Row>(act, 'timesheets', seen, { state: 'draft' })
  await act.record('timesheet.recalled', seen.id)
}

/** Gives a month back to its mentor, with what is to be mended. Throws Stale. */
export async function giveBack(act: Act, seen: Seen, returnNote: Multilingual, at: Date): Promise<void> {
  const returned = { state: 'returned', returnNote, returnedBy: act.personId, returnedAt: at }
  await amend<Row>(act, 'timesheets', seen, returned)
  await act.record('timesheet.returned', seen.id)
}

type Decided = Pick<Timesheet, 'id' | 'version' | 'submissionId'>

/** Confirms the sessions of one parish; with a reason where partner staff go on without its community. */
export async function confirm(
  act: Act,
  { id, submissionId }: Decided,
  { id: parishId }: Pick<Confirming, 'id'>,
  reason: Multilingual | null,
  at: Date,
): Promise<void> {
  await act
    .trx('timesheetConfirmations')
    .insert({ submissionId, parishId, confirmedBy: act.personId, confirmedAt: at, reason })
  await act.record('timesheet.confirmed', id ?? '', { parishId, without: reason !== null })
}

/** Approves the month for one territory. With the last of them it is locked, and that is what is returned. */
export async function approve(act: Act, sheet: Timesheet, territoryId: string, at: Date): Promise<boolean> {
  const { submissionId, parishes } = sheet
  const id = sheet.id ?? ''
  await act.trx('timesheetApprovals').insert({ submissionId, territoryId, approvedBy: act.personId, approvedAt: at })
  await act.record('timesheet.approved', id, { territoryId })
  const approved: { territoryId: string }[] = await act.trx('timesheetApprovals').where({ submissionId })
  const done = new Set(approved.map((each) => each.territoryId))
  if (!parishes.every((parish) => done.has(parish.territoryId))) return false
  const version = act.trx.raw('version + 1')
  await act.trx('timesheets').where({ id }).update({ state: 'locked', lockedAt: at, version })
  await act.record('timesheet.locked', id, { submissionId })
  return true
}

/** What was logged wrongly, or not at all, in a month that is locked. */
export async function add(
  act: Act,
  { id }: Pick<Timesheet, 'id'>,
  addendum: Pick<Addendum, 'parishId' | 'minutes' | 'reason'>,
  at: Date,
): Promise<void> {
  await act.trx('timesheetAddenda').insert({ ...addendum, timesheetId: id, writtenBy: act.personId, writtenAt: at })
  const { parishId, minutes } = addendum
  await act.record('timesheet.addendum_written', id ?? '', { parishId, minutes })
}

/** Approves an addendum, or refuses it. Throws Stale. */
export async function decide(
  act: Act,
  { id, version, timesheetId }: Pick<Addendum, 'id' | 'version' | 'timesheetId'>,
  approved: boolean,
  at: Date,
): Promise<void> {
  await amend<Addendum>(act, 'timesheetAddenda', { id, version }, { approved, decidedBy: act.personId, decidedAt: at })
  await act.record(approved ? 'timesheet.addendum_approved' : 'timesheet.addendum_refused', timesheetId, { id })
}
