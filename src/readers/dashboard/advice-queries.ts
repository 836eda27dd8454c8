import type { Db } from '#platform/db/connection.ts'
import { bundleBuiltOnce } from '#platform/db/batch-queries.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { viewerForQueries } from '#platform/values/viewer-scope.ts'
import { needsAttention } from '#modules/mentors/assignments/queries.ts'
import type { Assignment } from '#modules/mentors/assignments/assignment.ts'
import { isMonthOver } from '#modules/mentors/assignments/calendar.ts'
import {
  unsettledTimesheets,
  visibleTimesheets,
  type TimesheetInList,
  type StoredTimesheet,
} from '#modules/mentors/timesheets/queries.ts'
import { may } from '#modules/mentors/timesheets/policy.ts'
import { waitingRequests, withProposals, type StoredRequest } from '#modules/mentors/requests/queries.ts'
import type { AdviceRequest } from '#modules/mentors/requests/request.ts'
import type { DeskSections } from './policy.ts'

type Task = 'submit' | 'mend' | 'confirm' | 'decide' | 'addendum'

/** What of mentoring waits for a person. */
export interface AdviceDeskItems {
  requests: AdviceRequest[]
  timesheets: { mentorId: string; mentorName: string; month: string; task: Task }[]
  /** Assignments whose mentor has logged nothing for long, or has given more than was contracted. */
  needsAttention: Assignment[]
}

interface Lists extends Record<string, unknown[]> {
  requests: StoredRequest[]
  timesheets: StoredTimesheet[]
  assignments: Assignment[]
}

// The day is part of the shape, as other days are reckoned from it.
const listsOf = bundleBuiltOnce<Lists, [viewer: Viewer, on: { today: Day }]>((db, viewer, { today }) => ({
  requests: waitingRequests(db, viewer),
  timesheets: unsettledTimesheets(db, today),
  assignments: needsAttention(db, viewer, today),
}))

/** Asks for all of it in one round trip, and for nothing where no role of the person has any of it. */
export async function adviceDeskItems(
  db: Db,
  viewer: Viewer,
  parts: DeskSections,
  today: Day,
  locale: Locale,
): Promise<AdviceDeskItems> {
  // Who holds no role any more may still have a last month to sign.
  const none = viewer.roles.length > 0 && !parts.member && !parts.mentor && !parts.partner
  if (none) return { requests: [], timesheets: [], needsAttention: [] }
  const { requests, timesheets, assignments } = await listsOf(db, viewerForQueries(viewer), { today })
  return {
    requests: withProposals(requests),
    timesheets: visibleTimesheets(viewer, timesheets, locale).flatMap((timesheet) => {
      const task = taskOf(viewer, timesheet, today)
      const { mentorId, mentorName, month } = timesheet
      return task ? [{ mentorId, mentorName, month, task }] : []
    }),
    needsAttention: assignments,
  }
}

function taskOf(viewer: Viewer, timesheet: TimesheetInList, today: Day): Task | null {
  if (may.submitTimesheet(viewer, timesheet) && isMonthOver(timesheet.month, today))
    return timesheet.state === 'returned' ? 'mend' : 'submit'
  if (timesheet.parishes.some((parish) => may.confirm(viewer, timesheet, parish))) return 'confirm'
  const mine = timesheet.parishes.some(
    (parish) =>
      may.confirmWithoutCommunity(viewer, timesheet, parish) || may.approve(viewer, timesheet, parish.territoryId),
  )
  if (mine) return 'decide'
  return timesheet.waiting > 0 && may.decideSomeAddendum(viewer, timesheet) ? 'addendum' : null
}
