import type { Db, Query } from '#platform/db/connection.ts'
import { rowsFromJson } from '#platform/db/batch-queries.ts'
import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Day, Month } from '#platform/values/day.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { monthOf } from '#modules/mentors/assignments/calendar.ts'
import { listAddenda, listTimesheetSessions } from './content-queries.ts'
import { may } from './policy.ts'
import type { ParishConfirmation, TimesheetSnapshot, TimesheetState, Timesheet } from './timesheet.ts'

/** A month of a mentor as lists show it, with how far the deciding has come in each of its parishes. */
export interface TimesheetInList {
  mentorId: string
  mentorName: string
  month: Month
  id: string | null
  version: number
  state: TimesheetState
  sessions: number
  minutes: number
  submittedBy: string | null
  submittedAt: Date | null
  parishes: ParishConfirmation[]
  /** Approved and waiting addenda. */
  added: number
  waiting: number
}

const loggedWhere = (condition: string) => `(
  select mentor_id, to_char(held_on, 'YYYY-MM') as month, count(*)::integer as sessions, sum(minutes)::integer as minutes
  from advice_sessions where ${condition} group by 1, 2) as logged`

// Of a locked month nothing is left to do but to decide what was added to it.
const isUnsettled = `not exists (
  select from timesheets where timesheets.mentor_id = advice_sessions.mentor_id and month = to_char(held_on, 'YYYY-MM')
    and state = 'locked' and not exists (select from timesheet_addenda where timesheet_id = timesheets.id and approved is null))`

const submission = `left join lateral (
  select * from timesheet_submissions
  where timesheet_id = timesheets.id and timesheets.state in ('submitted', 'locked')
  order by number desc limit 1) as submissions on true`

const confirmers = `(select count(distinct role_assignments.person_id)
  from role_assignments join people as members on members.id = role_assignments.person_id and members.deactivated_at is null
  where role = 'member' and confirms and role_assignments.parish_id = parishes.id and role_assignments.person_id <> logged.mentor_id
    and ?::date between from_day and coalesce(to_day, 'infinity'))`

const deciding = `cross join lateral (
  select json_agg(json_build_object('id', parishes.id, 'slug', parishes.slug, 'names', parishes.names,
    'territoryId', parishes.territory_id, 'territoryNames', territories.names, 'minutes', given.minutes,
    'confirmers', ${confirmers}, 'confirmedAt', confirmed_at, 'confirmerName', confirmer.name, 'reason', reason,
    'approvedAt', approved_at, 'approverName', approver.name) order by parishes.slug) as parishes
  from (select parish_id, sum(minutes)::integer as minutes from advice_sessions
      where mentor_id = logged.mentor_id and to_char(held_on, 'YYYY-MM') = logged.month group by 1) as given
    join parishes on parishes.id = given.parish_id
    join territories on territories.id = parishes.territory_id
    left join timesheet_confirmations as confirmed
      on confirmed.submission_id = submissions.id and confirmed.parish_id = parishes.id
    left join people as confirmer on confirmer.id = confirmed_by
    left join timesheet_approvals as approved
      on approved.submission_id = submissions.id and approved.territory_id = parishes.territory_id
    left join people as approver on approver.id = approved_by) as decided`

const addenda = `cross join lateral (
  select coalesce(sum(minutes) filter (where approved), 0)::integer as added,
    count(*) filter (where approved is null)::integer as waiting
  from timesheet_addenda where timesheet_id = timesheets.id) as addenda`

const loggedMonths = (db: Db, today: Day, condition = 'true'): Query =>
  db(db.raw(loggedWhere(condition)))
    .join('people', 'people.id', 'logged.mentorId')
    .leftJoin('timesheets', (join) => {
      join.on('timesheets.mentorId', 'logged.mentorId').andOn('timesheets.month', 'logged.month')
    })
    .joinRaw(submission)
    .joinRaw(deciding, [today])
    .joinRaw(addenda)
    .where('logged.month', '<=', monthOf(today))
    .select('logged.mentorId', 'people.name as mentorName', 'logged.month', 'logged.sessions', 'logged.minutes')
    .select(
      'people.restrictedAt',
      'timesheets.id',
      'submittedBy',
      'submittedAt',
      'decided.parishes',
      'added',
      'waiting',
    )
    .select(db.raw(`coalesce(timesheets.version, 0) as version, coalesce(timesheets.state, 'draft') as state`))

type Stored<T> = Omit<T, 'parishes'> & { parishes: Record<string, unknown>[] }

/** A month as it comes from the database. */
export type StoredTimesheet = Stored<TimesheetInList> & { restrictedAt: Date | null }

const withParishes = <T>(row: Stored<T>): T =>
  ({ ...row, parishes: rowsFromJson<ParishConfirmation>(row.parishes) }) as T

/** Whether the viewer may see the month, or what their own parish had of it. */
const isSeenBy = (viewer: Viewer, timesheet: TimesheetInList): boolean =>
  may.seeTimesheet(viewer, timesheet) ||
  timesheet.parishes.some(({ id }) => may.seeTimesheetOfParish(viewer, timesheet, id))

/** The months up to today's of which something is left to do, as a query whose rows `visibleTimesheets` reads. */
export const unsettledTimesheets = (db: Db, today: Day): Query => loggedMonths(db, today, isUnsettled)

/** Those of these timesheets that the viewer may see, the newest first, and those of a month by the reader's alphabet. */
export function visibleTimesheets(viewer: Viewer, rows: readonly StoredTimesheet[], locale: Locale): TimesheetInList[] {
  const { compare } = formats[locale]
  return rows
    .map(({ restrictedAt, ...row }) => {
      const mentorName = restrictedAt === null || row.mentorId === viewer.id ? row.mentorName : '–'
      return withParishes<TimesheetInList>({ ...row, mentorName })
    })
    .filter((each) => isSeenBy(viewer, each))
    .toSorted((a, b) => b.month.localeCompare(a.month, 'en') || compare(a.mentorName, b.mentorName))
}

/** The timesheets that the viewer may see, as `visibleTimesheets` sorts them. */
export const listTimesheets = async (db: Db, viewer: Viewer, today: Day, locale: Locale): Promise<TimesheetInList[]> =>
  visibleTimesheets(viewer, await loggedMonths(db, today), locale)

// Handed in again just as it was when it was given back.
const unchanged = `submissions.submitted_at >= returned_at and submissions.sha256 = (
    select sha256 from timesheet_submissions earlier where earlier.timesheet_id = timesheets.id
      and earlier.number < submissions.number and earlier.submitted_at <= returned_at order by number desc limit 1)`

const sheetColumns = `return_note, returner.name as returner_name, returned_at, coalesce(${unchanged}, false) as unchanged, locked_at, submissions.id as submission_id,
  submissions.number, submissions.sha256, submissions.snapshot`

type Row = TimesheetInList &
  Pick<Timesheet, 'returnNote' | 'returnerName' | 'returnedAt' | 'unchanged' | 'lockedAt'> &
  Pick<Timesheet, 'submissionId' | 'number' | 'sha256'> & {
    snapshot: TimesheetSnapshot | null
    restrictedAt: Date | null
  }

/** One month of a mentor, as signed or as it is being logged; undefined where nothing was logged in it. */
export async function findTimesheet(
  db: Db,
  mentorId: string,
  month: Month,
  today: Day,
): Promise<Timesheet | undefined> {
  if (!isUuid(mentorId)) return undefined
  const row: Stored<Row> | undefined = await loggedMonths(db, today)
    .leftJoin('people as returner', 'returner.id', 'returnedBy')
    .where({ 'logged.mentorId': mentorId, 'logged.month': month })
    .first(db.raw(sheetColumns))
  if (!row) return undefined
  const {
    snapshot,
    mentorName,
    added: _,
    waiting: __,
    sessions: ___,
    restrictedAt: ____,
    ...timesheet
  } = withParishes<Row>(row)
  const sessions = snapshot?.sessions ?? (await listTimesheetSessions(db, mentorId, month))
  return {
    ...timesheet,
    mentor: mentorName,
    sessions,
    addenda: timesheet.id === null ? [] : await listAddenda(db, timesheet.id),
  }
}
