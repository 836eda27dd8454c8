import type { Db } from '#db/db.ts'
import { queryTogether } from '#db/together.ts'
import type { Day } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { needsAttention } from '#mentors/assignment-queries.ts'
import type { Assignment } from '#mentors/assignment.ts'
import { isMonthOver } from '#mentors/calendar.ts'
import { allTimesheets, visibleTimesheets, type TimesheetInList, type StoredTimesheet } from '#mentors/month-queries.ts'
import { may } from '#mentors/policy.ts'
import { waitingRequests, withProposals, type StoredRequest } from '#mentors/request-queries.ts'
import type { AdviceRequest } from '#mentors/request.ts'
import type { DeskSections } from './policy.ts'

type Task = 'submit' | 'mend' | 'confirm' | 'decide' | 'addendum'

/** What of mentoring waits for a person. */
export interface AdviceDeskItems {
  requests: AdviceRequest[]
  months: { mentorId: string; mentorName: string; month: string; task: Task }[]
  /** Assignments whose mentor has logged nothing for long, or has given more than was contracted. */
  toLookAt: Assignment[]
}

interface Lists extends Record<string, unknown[]> {
  requests: StoredRequest[]
  months: StoredTimesheet[]
  looks: Assignment[]
}

/** Asks for all of it in one round trip, and for nothing where no hat of the person has any of it. */
export async function adviceDeskItems(
  db: Db,
  viewer: Viewer,
  parts: DeskSections,
  today: Day,
): Promise<AdviceDeskItems> {
  // Who holds no role any more may still have a last month to sign.
  const none = viewer.grants.length > 0 && !parts.member && !parts.mentor && !parts.partner
  if (none) return { requests: [], months: [], toLookAt: [] }
  const { requests, months, looks } = await queryTogether<Lists>(db, {
    requests: waitingRequests(db, viewer),
    months: allTimesheets(db, today),
    looks: needsAttention(db, viewer, today),
  })
  return {
    requests: withProposals(requests),
    months: visibleTimesheets(viewer, months).flatMap((month) => {
      const task = taskOf(viewer, month, today)
      const { mentorId, mentorName } = month
      return task ? [{ mentorId, mentorName, month: month.month, task }] : []
    }),
    toLookAt: looks,
  }
}

function taskOf(viewer: Viewer, month: TimesheetInList, today: Day): Task | null {
  if (may.submitTimesheet(viewer, month) && isMonthOver(month.month, today))
    return month.state === 'returned' ? 'mend' : 'submit'
  if (month.parishes.some((parish) => may.confirm(viewer, month, parish))) return 'confirm'
  const mine = month.parishes.some(
    (parish) => may.confirmWithoutCommunity(viewer, month, parish) || may.approve(viewer, month, parish.territoryId),
  )
  if (mine) return 'decide'
  return month.waiting > 0 && may.decideSomeAddendum(viewer, month) ? 'addendum' : null
}
