import type { Db } from '#platform/db/connection.ts'
import type { Month } from '#platform/values/day.ts'
import type { Addendum, TimesheetSession } from './timesheet.ts'

/** The sessions of a month as they are logged now. */
export const listTimesheetSessions = (db: Db, mentorId: string, month: Month): Promise<TimesheetSession[]> =>
  db('adviceSessions')
    .where({ mentorId })
    .whereRaw(`to_char(held_on, 'YYYY-MM') = ?`, [month])
    .orderBy(['heldOn', 'createdAt', 'id'])
    .select('id', 'parishId', 'heldOn', 'minutes', 'channel', 'phase', 'topics')

/** What was added to a signed month, in the order in which it was. */
export const listAddenda = (db: Db, timesheetId: string): Promise<Addendum[]> =>
  db('timesheetAddenda')
    .join('parishes', 'parishes.id', 'parishId')
    .join('people as writer', 'writer.id', 'writtenBy')
    .leftJoin('people as decider', 'decider.id', 'decidedBy')
    .where({ timesheetId })
    .orderBy(['writtenAt', 'timesheetAddenda.id'])
    .select('timesheetAddenda.*', 'territoryId', 'parishes.names as parishNames')
    .select('writer.name as writerName', 'decider.name as deciderName')
