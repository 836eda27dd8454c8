import type { Db } from '#db/db.ts'
import type { Day } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { listToLookAt } from '#mentors/assignment-queries.ts'
import type { Assignment } from '#mentors/assignment.ts'
import { isOver } from '#mentors/calendar.ts'
import { listMonths, type MonthRow } from '#mentors/month-queries.ts'
import { may } from '#mentors/policy.ts'
import { listWaitingRequests } from '#mentors/request-queries.ts'
import type { AdviceRequest } from '#mentors/request.ts'
import type { Parts } from './policy.ts'

type Task = 'submit' | 'mend' | 'confirm' | 'decide' | 'addendum'

/** What of mentoring waits for a person. */
export interface Mentoring {
  requests: AdviceRequest[]
  months: { mentorId: string; mentorName: string; month: string; task: Task }[]
  /** Assignments whose mentor has logged nothing for long, or has given more than was contracted. */
  toLookAt: Assignment[]
}

/** Asks only for what one of the person's hats covers. */
export async function mentoringFor(db: Db, viewer: Viewer, parts: Parts, today: Day): Promise<Mentoring> {
  const confirms = viewer.grants.some((grant) => grant.confirms)
  const asked = parts.member || parts.mentor || parts.partner
  const signs = parts.mentor || parts.partner || confirms
  const months = signs ? await listMonths(db, viewer, today) : []
  return {
    requests: asked ? await listWaitingRequests(db, viewer) : [],
    months: months.flatMap((month) => {
      const task = taskOf(viewer, month, today)
      const { mentorId, mentorName } = month
      return task ? [{ mentorId, mentorName, month: month.month, task }] : []
    }),
    toLookAt: parts.partner ? await listToLookAt(db, viewer, today) : [],
  }
}

function taskOf(viewer: Viewer, month: MonthRow, today: Day): Task | null {
  if (may.submitMonth(viewer, month) && isOver(month.month, today))
    return month.state === 'returned' ? 'mend' : 'submit'
  if (month.parishes.some((parish) => may.confirm(viewer, month, parish))) return 'confirm'
  const mine = month.parishes.some(
    (parish) => may.goOnWithout(viewer, month, parish) || may.approve(viewer, month, parish.territoryId),
  )
  if (mine) return 'decide'
  return month.waiting > 0 && may.decideSomeAddendum(viewer, month) ? 'addendum' : null
}
