import type { Db, Query } from '#platform/db/connection.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import type { Day } from '#platform/values/day.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'

/** A date that a photograph can be filed to, with what decides who may. */
export interface FilingDate extends Pick<
  TrainingDay,
  'state' | 'published' | 'organiserId' | 'territoryIds' | 'title'
> {
  dateId: string
  daySlug: string
  onDay: Day
}

const territoryIds = `(select json_agg(id) from (select training_days.organiser_id as id union select territory_id
  from training_day_parishes join parishes on parishes.id = parish_id where day_id = training_days.id) as each) as territory_ids`

const dates = (db: Db): Query =>
  db('trainingDates')
    .join('trainingDays', 'trainingDays.id', 'dayId')
    .select('trainingDates.id as dateId', 'slug as daySlug', 'onDay', 'title', 'state', 'published', 'organiserId')
    .select(db.raw(territoryIds))

/** The date whose sheets carry this code. */
export const findDateByCode = (db: Db, code: string): Promise<FilingDate | undefined> =>
  dates(db)
    .join('attendanceLists', 'attendanceLists.id', 'trainingDates.id')
    .where({ code })
    .first<FilingDate | undefined>()

const served = `exists (select from training_day_parishes join parishes on parishes.id = parish_id
  where day_id = training_days.id and territory_id = any(?))`

/** Dates that staff may file photographs to, the latest first: those of their territories that have come, at most 100. */
export const listFilingDates = (db: Db, viewer: Viewer, until: Day): Promise<FilingDate[]> => {
  const own = territoryIdsWithRole(viewer, 'partner')
  return dates(db)
    .whereNotIn('state', ['planned', 'postponed', 'cancelled'])
    .where('onDay', '<=', until)
    .where((either) => void either.whereIn('organiserId', own).orWhereRaw(served, [own]))
    .orderBy('onDay', 'desc')
    .orderBy('slug')
    .limit(100)
}

/** A photograph or scan as whoever sent it sees it. */
export interface ScanInList {
  id: string
  kind: 'sign_in_sheet' | 'online_log'
  name: string
  type: string
  uploadedAt: Date
  byCode: boolean
  active: boolean | null
  /** Where it was filed; null while it waits. */
  dateId: string | null
  daySlug: string | null
  title: Multilingual | null
  onDay: Day | null
}

const sent = (db: Db, viewer: Viewer): Query =>
  db('attendanceScans')
    .join('files', 'files.id', 'fileId')
    .leftJoin('trainingDates', 'trainingDates.id', 'dateId')
    .leftJoin('trainingDays', 'trainingDays.id', 'dayId')
    .where('attendanceScans.uploadedBy', viewer.id)
    .select('attendanceScans.id', 'attendanceScans.kind', 'files.name', 'type', 'attendanceScans.uploadedAt')
    .select('byCode', 'active', 'dateId', 'slug as daySlug', 'title', 'onDay')

/** What somebody sent: all that waits for a date, and the latest that found theirs. */
export const listScans = (db: Db, viewer: Viewer): Promise<ScanInList[]> =>
  sent(db, viewer).orderByRaw('date_id is not null').orderBy('attendanceScans.uploadedAt', 'desc').limit(30)

/** A scan with its file, and the date it was filed to. */
export interface ScanFile {
  id: string
  dateId: string | null
  uploadedBy: string
  file: StoredFile
  date: FilingDate | null
}

export async function findScan(db: Db, id: string): Promise<ScanFile | undefined> {
  const scan = isUuid(id) ? await db('attendanceScans').where({ id }).first<Row | undefined>() : undefined
  if (!scan) return undefined
  const file = await db('files').where({ id: scan.fileId }).first<StoredFile>()
  const date = scan.dateId === null ? null : await findFilingDate(db, scan.dateId)
  return { id: scan.id, dateId: scan.dateId, uploadedBy: scan.uploadedBy, file, date: date ?? null }
}

type Row = { id: string; dateId: string | null; uploadedBy: string; fileId: string }

export const findFilingDate = async (db: Db, dateId: string): Promise<FilingDate | undefined> =>
  isUuid(dateId) ? dates(db).where({ 'trainingDates.id': dateId }).first<FilingDate | undefined>() : undefined

/** Whether this person sent the same photograph before: a form sent twice keeps it once. */
export const isDuplicateScan = async (db: Db, viewer: Viewer, sha256: string): Promise<boolean> =>
  Boolean(
    await db('attendanceScans')
      .join('files', 'files.id', 'fileId')
      .where({ sha256, 'attendanceScans.uploadedBy': viewer.id })
      .first('attendanceScans.id'),
  )
