import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import { fingerprint } from '#platform/values/canonical.ts'
import type { Month } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { listTimesheetSessions } from './content-queries.ts'
import { timesheetSnapshot, sumOfMinutes, type Addendum, type ParishConfirmation, type Timesheet } from './timesheet.ts'

type UnsignedTimesheet = Pick<Timesheet, 'mentorId' | 'mentor' | 'month' | 'sessions' | 'parishes'>

/** Hands in a month exactly as its mentor saw it; throws VersionConflict where a session was logged or changed meanwhile. */
export async function submitTimesheet(tx: AuditedTransaction, timesheet: UnsignedTimesheet, at: Date): Promise<void> {
  const { mentorId, month } = timesheet
  const { db } = tx
  // Sessions that are being saved are waited for, and others wait: they find the month closed.
  await db('people').where({ id: mentorId }).forNoKeyUpdate().first('id')
  const snapshot = timesheetSnapshot(timesheet)
  const now = timesheetSnapshot({ ...timesheet, sessions: await listTimesheetSessions(db, mentorId, month) })
  const sha256 = fingerprint(snapshot)
  if (fingerprint(now) !== sha256) throw new VersionConflict('the sessions have changed since the mentor saw them')
  const row = await rowOf(tx, mentorId, month)
  if (row.state !== 'draft' && row.state !== 'returned') throw new VersionConflict('the month is handed in')
  const last = await db('timesheetSubmissions')
    .where({ timesheetId: row.id })
    .orderBy('number', 'desc')
    .first<{ number: number } | undefined>('number')
  await db('timesheetSubmissions').insert({
    timesheetId: row.id,
    number: (last?.number ?? 0) + 1,
    snapshot: JSON.stringify(snapshot),
    sha256,
    minutes: sumOfMinutes(snapshot.sessions),
    submittedBy: tx.personId,
    submittedAt: at,
  })
  await updateIfUnchanged<Row>(tx, 'timesheets', row, { state: 'submitted' })
  await tx.record('timesheet.submitted', row.id, { month, sha256 })
}

type Row = Pick<Timesheet, 'version' | 'state'> & { id: string }

async function rowOf({ db }: AuditedTransaction, mentorId: string, month: Month): Promise<Row> {
  await db('timesheets').insert({ mentorId, month }).onConflict(['mentorId', 'month']).ignore()
  return (await db('timesheets').where({ mentorId, month }).forUpdate().first()) as Row
}

interface Seen {
  id: string
  version: number
}

/** Takes back a month that no partner has approved. Throws VersionConflict. */
export async function recallTimesheet(tx: AuditedTransaction, seen: Seen): Promise<void> {
  await updateIfUnchanged<Row>(tx, 'timesheets', seen, { state: 'draft' })
  await tx.record('timesheet.recalled', seen.id)
}

/** Gives a month back to its mentor, with what is to be mended. Throws VersionConflict. */
export async function returnTimesheet(
  tx: AuditedTransaction,
  seen: Seen,
  returnNote: Multilingual,
  at: Date,
): Promise<void> {
  const returned = { state: 'returned', returnNote, returnedBy: tx.personId, returnedAt: at }
  await updateIfUnchanged<Row>(tx, 'timesheets', seen, returned)
  await tx.record('timesheet.returned', seen.id)
}

type Decided = Pick<Timesheet, 'id' | 'version' | 'submissionId'>

/** Confirms the sessions of one parish; with a reason where partner staff go on without its community. */
export async function confirmTimesheet(
  tx: AuditedTransaction,
  { id, submissionId }: Decided,
  { id: parishId }: Pick<ParishConfirmation, 'id'>,
  reason: Multilingual | null,
  at: Date,
): Promise<void> {
  await tx
    .db('timesheetConfirmations')
    .insert({ submissionId, parishId, confirmedBy: tx.personId, confirmedAt: at, reason })
  await tx.record('timesheet.confirmed', id ?? '', { parishId, without: reason !== null })
}

/** Approves the month for one territory. With the last of them it is locked, and that is what is returned. */
export async function approveTimesheet(
  tx: AuditedTransaction,
  timesheet: Timesheet,
  territoryId: string,
  at: Date,
): Promise<boolean> {
  const { submissionId, parishes } = timesheet
  const id = timesheet.id ?? ''
  await tx.db('timesheetApprovals').insert({ submissionId, territoryId, approvedBy: tx.personId, approvedAt: at })
  await tx.record('timesheet.approved', id, { territoryId })
  const approved: { territoryId: string }[] = await tx.db('timesheetApprovals').where({ submissionId })
  const done = new Set(approved.map((each) => each.territoryId))
  if (!parishes.every((parish) => done.has(parish.territoryId))) return false
  const version = tx.db.raw('version + 1')
  await tx.db('timesheets').where({ id }).update({ state: 'locked', lockedAt: at, version })
  await tx.record('timesheet.locked', id, { submissionId })
  return true
}

/** What was logged wrongly, or not at all, in a month that is locked. */
export async function addAddendum(
  tx: AuditedTransaction,
  { id }: Pick<Timesheet, 'id'>,
  addendum: Pick<Addendum, 'parishId' | 'minutes' | 'reason'>,
  at: Date,
): Promise<void> {
  await tx.db('timesheetAddenda').insert({ ...addendum, timesheetId: id, writtenBy: tx.personId, writtenAt: at })
  const { parishId, minutes } = addendum
  await tx.record('timesheet.addendum_written', id ?? '', { parishId, minutes })
}

/** Approves an addendum, or refuses it. Throws VersionConflict. */
export async function decideAddendum(
  tx: AuditedTransaction,
  { id, version, timesheetId }: Pick<Addendum, 'id' | 'version' | 'timesheetId'>,
  approved: boolean,
  at: Date,
): Promise<void> {
  await updateIfUnchanged<Addendum>(
    tx,
    'timesheetAddenda',
    { id, version },
    { approved, decidedBy: tx.personId, decidedAt: at },
  )
  await tx.record(approved ? 'timesheet.addendum_approved' : 'timesheet.addendum_refused', timesheetId, { id })
}
