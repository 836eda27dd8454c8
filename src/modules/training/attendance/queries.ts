import type { Db, Query } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { formats } from '#platform/i18n/format.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import {
  type AttendanceList,
  type AttendanceScan,
  type Attendant,
  type AttendanceListSummary,
  type AttendanceMethod,
} from './attendance.ts'

const writers = `coalesce((select json_agg(person_id) from attendance_writers where list_id = attendance_lists.id), '[]') as writers`

const lists = (db: Db): Query =>
  db('attendanceLists')
    .join('trainingDates', 'trainingDates.id', 'attendanceLists.id')
    .leftJoin('people', 'people.id', 'confirmedBy')
    .select('attendanceLists.id', 'attendanceLists.version', 'code', 'onDay', 'counted', 'listed', 'countNote')
    .select('confirmedBy', 'confirmedAt', 'people.name as confirmerName', db.raw(writers))
    .select(db.raw(`to_char(starts, 'HH24:MI') as starts, to_char(ends, 'HH24:MI') as ends`))
    .select(db.raw(`(on_day + starts) at time zone 'Europe/Riga' as begins_at`))

const attendants = (db: Db, dayId: string, dateId: string): Query =>
  db('participants')
    .leftJoin('attendances', (join) =>
      join.on('attendances.participantId', 'participants.id').andOnVal('attendances.dateId', dateId),
    )
    .leftJoin('registrations', (join) =>
      join
        .on('registrations.participantId', 'participants.id')
        .andOnVal('registrations.dayId', dayId)
        .andOnVal('registrations.state', 'registered'),
    )
    .leftJoin('parishes', (join) =>
      join.on('parishes.id', db.raw('coalesce(registrations.parish_id, participants.parish_id)')),
    )
    .where((either) => void either.whereNotNull('registrations.id').orWhereNotNull('attendances.id'))
    .select('participants.id as participantId', 'parishes.id as parishId')
    // Who is counted stays counted, also where their data are restricted and nobody reads the name.
    .select(db.raw(`case when participants.restricted_at is null then participants.name else '–' end as name`))
    .select('parishes.names as parishNames', 'minutes', 'method')
    .select(db.raw('registrations.id is not null as registered'))

const scans = (db: Db): Query =>
  db('attendanceScans')
    .join('files', 'files.id', 'fileId')
    .join('people', 'people.id', 'attendanceScans.uploadedBy')
    .select('attendanceScans.id', 'fileId', 'type', 'files.name', 'kind', 'byCode', 'active', 'dateId')
    .select('attendanceScans.uploadedBy', 'people.name as uploaderName', 'attendanceScans.uploadedAt')

type Marked = Omit<Attendant, 'mark'> & { minutes: number | null; method: AttendanceMethod | null }

const asAttendant = ({ minutes, method, ...person }: Marked): Attendant => ({
  ...person,
  mark: minutes === null || method === null ? null : { minutes, method },
})

/** The list of one date of a day, by the reader's alphabet: those who registered and those who came. */
export async function findAttendance(
  db: Db,
  locale: Locale,
  dayId: string,
  dateId: string,
): Promise<AttendanceList | undefined> {
  if (!isUuid(dateId)) return undefined
  const read = await queryTogether<{
    lists: Omit<AttendanceList, 'people' | 'scans'>[]
    people: Marked[]
    scans: AttendanceScan[]
  }>(db, {
    lists: lists(db).where({ 'attendanceLists.id': dateId, dayId }),
    people: attendants(db, dayId, dateId),
    scans: scans(db).where({ dateId }).orderBy('attendanceScans.uploadedAt'),
  })
  const [list] = read.lists
  return (
    list && {
      ...list,
      people: read.people.map(asAttendant).toSorted((a, b) => formats[locale].compare(a.name, b.name)),
      scans: read.scans,
    }
  )
}

/** Who is on the list of a date just now, for a save that holds it. */
export async function readMarks(db: Db, dateId: string): Promise<Pick<Attendant, 'participantId' | 'mark'>[]> {
  const rows: Marked[] = await db('attendances').where({ dateId }).select('participantId', 'minutes', 'method')
  return rows.map(asAttendant)
}

/** Who of these was on another list at the same hours, with the title of that day. */
export const findOtherAttendance = (
  db: Db,
  dateId: string,
  participantIds: readonly string[],
): Promise<{ participantId: string; title: Multilingual }[]> =>
  db('trainingDates as mine')
    .join('trainingDates as other', 'other.onDay', 'mine.onDay')
    .join('attendances', 'attendances.dateId', 'other.id')
    .join('trainingDays', 'trainingDays.id', 'other.dayId')
    .where({ 'mine.id': dateId })
    .whereNot('other.id', dateId)
    .whereIn('participantId', [...participantIds])
    .whereRaw('(mine.starts, mine.ends) overlaps (other.starts, other.ends)')
    .select('participantId', 'title')

/** How the lists of a day stand, for its page. */
export const attendanceListsOfDay = (db: Db, dayId: string): Promise<AttendanceListSummary[]> =>
  db('attendanceLists')
    .join('trainingDates', 'trainingDates.id', 'attendanceLists.id')
    .where({ dayId })
    .orderBy('onDay')
    .select('attendanceLists.id', 'confirmedAt')
    .select(db.raw('(select count(*)::integer from attendances where date_id = attendance_lists.id) as present'))
    .select(db.raw('(select count(*)::integer from attendance_scans where date_id = attendance_lists.id) as scans'))
