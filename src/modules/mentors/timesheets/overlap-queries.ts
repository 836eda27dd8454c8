import type { Db } from '#platform/db/connection.ts'
import type { Month } from '#platform/values/day.ts'
import { lastDay } from '#modules/mentors/assignments/calendar.ts'
import type { AssignmentInMonth } from './overlaps.ts'

const byThen = `(select coalesce(sum(minutes), 0)::integer from advice_sessions
  where assignment_id = role_assignments.id and held_on <= ?::date) as minutes`

/** The mentor's assignments in a month, each with all that was given under it by its end. */
export const listAssignmentsInMonth = (db: Db, mentorId: string, month: Month): Promise<AssignmentInMonth[]> =>
  db('roleAssignments')
    .join('parishes', 'parishes.id', 'roleAssignments.parishId')
    .leftJoin('assignmentAgreements', 'assignmentAgreements.id', 'roleAssignments.id')
    .where({ personId: mentorId, role: 'mentor' })
    .where('fromDay', '<=', lastDay(month))
    .whereRaw(`coalesce(to_day, 'infinity') >= ?::date`, [`${month}-01`])
    .orderBy('parishes.slug')
    .select('roleAssignments.parishId', 'parishes.names as parishNames', 'fromDay', 'toDay', 'contractedMinutes')
    .select(db.raw(byThen, [lastDay(month)]))
