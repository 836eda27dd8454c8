import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import {
  mergeAttendance,
  type AttendanceList,
  type AttendanceClash,
  type TypedMark,
  type WalkIn,
} from './attendance.ts'
import { readMarks } from './queries.ts'
import { findOrCreateParticipant } from '#modules/training/registrations/participant-commands.ts'

/** Two people marked the same person differently; nothing of the second save was written. */
export class AttendanceConflict extends Error {
  readonly clashes: AttendanceClash[]
  constructor(clashes: AttendanceClash[]) {
    super('somebody else marked the same people meanwhile')
    this.clashes = clashes
  }
}

type ListId = Pick<AttendanceList, 'id'>
type Seen = Pick<AttendanceList, 'id' | 'version'>

export interface AttendanceSave {
  typed: readonly TypedMark[]
  walkIns: readonly WalkIn[]
  at: Date
  /** The language of those who came without having registered. */
  locale: Locale
}

/** Saves a list as one: line by line what this person changed, and who came besides. Throws AttendanceConflict. */
export async function saveAttendance(
  tx: AuditedTransaction,
  list: ListId,
  { typed, walkIns, at, locale }: AttendanceSave,
): Promise<void> {
  const seen = await tx.db('attendanceLists').where({ id: list.id }).forUpdate().first<Seen>('id', 'version')
  const { changes, clashes } = mergeAttendance(typed, await readMarks(tx.db, list.id))
  if (clashes.length > 0) throw new AttendanceConflict(clashes)
  const known = await participantsFor(tx, list, walkIns, locale)
  const marked = [...changes, ...known]
  if (marked.length > 0) {
    await updateIfUnchanged<Seen>(tx, 'attendanceLists', seen, {})
    await write(tx, list, marked, at)
    await noteWriter(tx, list)
  }
  const present = marked.filter(({ mark }) => mark !== null).length
  await tx.record('attendance.saved', list.id, { present, removed: marked.length - present, walkIns: walkIns.length })
}

async function write(
  tx: AuditedTransaction,
  { id: dateId }: ListId,
  marked: readonly Omit<TypedMark, 'was'>[],
  at: Date,
) {
  const gone = marked.filter(({ mark }) => mark === null).map(({ participantId }) => participantId)
  if (gone.length > 0) await tx.db('attendances').where({ dateId }).whereIn('participantId', gone).delete()
  const rows = marked.flatMap(({ participantId, mark }) =>
    mark === null ? [] : [{ dateId, participantId, ...mark, recordedBy: tx.personId, recordedAt: at }],
  )
  if (rows.length === 0) return
  await tx
    .db('attendances')
    .insert(rows)
    .onConflict(['dateId', 'participantId'])
    .merge(['minutes', 'method', 'recordedBy', 'recordedAt'])
}

const noteWriter = (tx: AuditedTransaction, { id: listId }: ListId) =>
  tx.db('attendanceWriters').insert({ listId, personId: tx.personId }).onConflict().ignore()

async function participantsFor(tx: AuditedTransaction, { id }: ListId, walkIns: readonly WalkIn[], locale: Locale) {
  const marks: Omit<TypedMark, 'was'>[] = []
  for (const { mark, ...person } of walkIns) {
    const participantId =
      (await knownAs(tx, id, person)) ?? (await findOrCreateParticipant(tx, { ...person, locale }, 'staff')).id
    marks.push({ participantId, mark })
  }
  return marks
}

type Person = Omit<WalkIn, 'mark'>

// Somebody is known again by name and contact; without a contact by name and parish, among those who left none either,
// unless that one is on this list already: then it is another of the same name.
async function knownAs({ db }: AuditedTransaction, dateId: string, { name, parishId, email, phone }: Person) {
  const people = db('participants').whereRaw('lower(name) = lower(?)', [name])
  const contactless = email === null && phone === null
  const same = contactless
    ? people
        .where({ email: null, phone: null, parishId })
        .whereNotExists(db('attendances').whereRaw('participant_id = participants.id').where({ dateId }).select('id'))
    : people.where(email === null ? { email: null, phone } : { email })
  const row = await same.orderBy('createdAt').first<{ id: string } | undefined>('id')
  return row?.id
}

/** Confirms how many signatures a second person counted on the sheets of a list they saw in this version; throws VersionConflict. */
export async function confirmAttendance(
  tx: AuditedTransaction,
  list: Seen,
  count: { counted: number; listed: number; note: string | null },
  at: Date,
): Promise<void> {
  const { counted, listed, note } = count
  const confirmed = { counted, listed, countNote: note, confirmedBy: tx.personId, confirmedAt: at }
  await updateIfUnchanged<Seen>(tx, 'attendanceLists', list, confirmed)
  await tx.record('attendance.confirmed', list.id, { counted, listed })
}

/** Opens a confirmed list again, with the reason; its count is to be confirmed anew. */
export async function reopenAttendance(tx: AuditedTransaction, list: Seen, reason: string): Promise<void> {
  const open = { counted: null, listed: null, countNote: null, confirmedBy: null, confirmedAt: null }
  await updateIfUnchanged<Seen>(tx, 'attendanceLists', list, open)
  await tx.record('attendance.reopened', list.id, { reason })
}
