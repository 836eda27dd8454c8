import type { Db, Query } from '#platform/db/connection.ts'
import { readableName } from '#platform/db/readable-name.ts'
import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Day } from '#platform/values/day.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Scope, type Viewer } from '#platform/values/viewer.ts'
import { inactiveDays, type Assignment } from './assignment.ts'
import { addDays } from './calendar.ts'
import type { Addressee } from './addressee.ts'

/** `may.seeAssignment`, said in SQL. */
const visibleTo = (viewer: Viewer) => (query: Query) => {
  if (hasRole(viewer, 'lead', 'auditor')) return
  query.whereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
}

// Days that the story of the demonstration has ahead of it do not break a silence.
const given = `cross join lateral (
  select count(*)::integer as sessions, coalesce(sum(minutes), 0)::integer as logged,
    max(held_on) filter (where held_on <= ?::date) as last_on
  from advice_sessions where assignment_id = role_assignments.id) as given`

// What addenda change belongs to the assignment that was the latest in that month.
const added = `cross join lateral (
  select coalesce(sum(timesheet_addenda.minutes), 0)::integer as added
  from timesheet_addenda join timesheets on timesheets.id = timesheet_id
  where timesheet_addenda.approved and timesheets.mentor_id = role_assignments.person_id
    and timesheet_addenda.parish_id = role_assignments.parish_id and role_assignments.id = (
      select latest.id from role_assignments as latest
      where latest.role = 'mentor' and latest.person_id = role_assignments.person_id and latest.parish_id = role_assignments.parish_id
        and latest.from_day < (timesheets.month || '-01')::date + interval '1 month'
      order by latest.from_day desc limit 1)) as corrected`

/** Every assignment with what was given under it. */
const assignments = (db: Db, today: Day): Query =>
  db('roleAssignments')
    .join('people', 'people.id', 'roleAssignments.personId')
    .join('parishes', 'parishes.id', 'roleAssignments.parishId')
    .leftJoin('assignmentAgreements', 'assignmentAgreements.id', 'roleAssignments.id')
    .leftJoin('mentors', 'mentors.personId', 'roleAssignments.personId')
    .joinRaw(given, [today])
    .joinRaw(added)
    .where({ role: 'mentor' })
    .select('roleAssignments.id', 'roleAssignments.personId as mentorId', 'mentors.slug as mentorSlug')
    .select(db.raw(`${readableName('people')} as mentor_name`))
    .select(
      'roleAssignments.parishId',
      'parishes.territoryId',
      'parishes.slug as parishSlug',
      'parishes.names as parishNames',
    )
    .select('fromDay', 'toDay', 'sessions', 'lastOn', 'contractedMinutes')
    .select(db.raw('coalesce(hides_earlier_notes, true) as hides_earlier_notes, logged + added as minutes'))
    .select(db.raw('coalesce(assignment_agreements.version, 0) as version'))

/** Every assignment that the viewer may see, the newest first, and those of one day by the reader's alphabet. */
export async function listAssignments(db: Db, viewer: Viewer, today: Day, locale: Locale): Promise<Assignment[]> {
  const found: Assignment[] = await assignments(db, today)
    .modify(visibleTo(viewer))
    .orderBy(['fromDay', 'parishes.slug'])
  const { compare } = formats[locale]
  return found.toSorted((a, b) => b.fromDay.localeCompare(a.fromDay, 'en') || compare(a.mentorName, b.mentorName))
}

export const findAssignment = async (
  db: Db,
  viewer: Viewer,
  id: string,
  today: Day,
): Promise<Assignment | undefined> =>
  isUuid(id)
    ? ((await assignments(db, today)
        .modify(visibleTo(viewer))
        .where({ 'roleAssignments.id': id })
        .first()) as Assignment)
    : undefined

/** The territories to whose parishes the viewer may assign a mentor; undefined is all of them. */
export const territoriesToAssign = (viewer: Viewer): string[] | undefined =>
  hasRole(viewer, 'lead') ? undefined : territoryIdsWithRole(viewer, 'partner')

export const findScope = (db: Db, parishId: string): Promise<Scope | undefined> =>
  db('parishes').where({ id: parishId }).first('id as parishId', 'territoryId')

const addressees = (db: Db, day: Day) =>
  db('people')
    .join('roleAssignments', 'roleAssignments.personId', 'people.id')
    .whereNull('deactivatedAt')
    .whereNull('restrictedAt')
    .whereRaw(`?::date between from_day and coalesce(to_day, 'infinity')`, [day])
    .distinct('people.id', 'email', 'locale')

/** Who is a mentor of the parish on this day. */
export const listMentorsOf = (db: Db, parishId: string, day: Day): Promise<Addressee[]> =>
  addressees(db, day).where({ role: 'mentor', parishId })

/** Partner staff of the territory on this day. */
export const listStaffOf = (db: Db, territoryId: string, day: Day): Promise<Addressee[]> =>
  addressees(db, day).where({ role: 'partner', territoryId })

/** Who of the parish may confirm a mentor's month on this day. */
export const listConfirmersOf = (db: Db, parishId: string, day: Day): Promise<Addressee[]> =>
  addressees(db, day).where({ role: 'member', parishId, confirms: true })

const silent = (db: Db, today: Day) =>
  assignments(db, today)
    .whereNull('people.deactivatedAt')
    .whereRaw(`?::date between from_day and coalesce(to_day, 'infinity')`, [today])
    .whereRaw('greatest(from_day, last_on) <= ?::date', [addDays(today, -inactiveDays)])

/** Assignments under which nothing has been logged for long, and whose mentors were not reminded of it. */
export const listInactiveUnreminded = (db: Db, today: Day): Promise<Assignment[]> =>
  silent(db, today).whereNotExists(
    db('inactivityReminders')
      .whereRaw('assignment_id = role_assignments.id and since = greatest(from_day, last_on)')
      .select(db.raw('1')),
  )

const beyond = 'coalesce(logged + added > contracted_minutes, false)'

/**
 * Assignments in the viewer's territories that somebody is to look at, as a query: those under which nothing has been
 * logged for long, and those over what was contracted.
 */
export const needsAttention = (db: Db, viewer: Viewer, today: Day): Query =>
  assignments(db, today)
    .whereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
    .whereRaw(`?::date between from_day and coalesce(to_day, 'infinity')`, [today])
    .whereRaw(`(greatest(from_day, last_on) <= ?::date or ${beyond})`, [addDays(today, -inactiveDays)])
    .orderByRaw('greatest(from_day, last_on), role_assignments.id')
