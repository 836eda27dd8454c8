import { fingerprint } from '#platform/values/canonical.ts'
import type { Day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { blankForm, type Form } from '#platform/forms/form-kit.ts'
import { isMonthOver } from '#modules/mentors/assignments/calendar.ts'
import { timesheetWarnings, type AssignmentInMonth, type TimesheetWarnings } from './overlaps.ts'
import { may } from './policy.ts'
import {
  timesheetSnapshot,
  timesheetStage,
  sumOfMinutes,
  timesheetTotals,
  type ParishConfirmation,
  type TimesheetStage,
  type Timesheet,
} from './timesheet.ts'

export interface TimesheetPage {
  timesheet: Timesheet
  stage: TimesheetStage
  totals: ReturnType<typeof timesheetTotals>
  /** The whole month, or what one's own parish had of it. */
  whole: boolean
  flags: TimesheetWarnings | null
  /** What is signed, as it is shown: whoever hands it in hands in this. */
  seen: string
  steps: TimesheetTransitions
  forms: Forms
  /** Whether sessions were logged or changed since the page was opened. */
  changed: boolean
}

type Forms = Record<'returning' | 'going' | 'addendum', Form>

/** The forms of a month, all of them empty but the one that is shown again. */
export const timesheetForms = (name?: keyof Forms, form?: Form): Forms => ({
  returning: blankForm('timesheets:returning'),
  going: blankForm('timesheets:going'),
  addendum: blankForm('timesheets:addendum'),
  ...(name && form ? { [name]: form } : {}),
})

/** A month as the viewer gets its page on this day. */
export function timesheetPage(
  viewer: Viewer,
  timesheet: Timesheet,
  covering: readonly AssignmentInMonth[],
  today: Day,
): TimesheetPage {
  const whole = may.seeTimesheet(viewer, timesheet)
  return {
    timesheet,
    stage: timesheetStage(timesheet),
    totals: timesheetTotals(timesheet),
    whole,
    flags: whole ? timesheetWarnings(timesheet.month, timesheet.sessions, covering, today) : null,
    seen: fingerprint(timesheetSnapshot(timesheet)),
    steps: timesheetTransitions(viewer, timesheet, today),
    forms: timesheetForms(),
    changed: false,
  }
}

interface TimesheetTransitions {
  submit: boolean
  /** The month is not over yet: it is handed in afterwards. */
  early: boolean
  recall: boolean
  giveBack: boolean
  confirm: ParishConfirmation[]
  goOn: ParishConfirmation[]
  approve: ParishConfirmation[]
  write: boolean
  decide: string[]
}

/** What a viewer who may not see the whole month sees of it: what their own parish had. */
export function visiblePart(viewer: Viewer, timesheet: Timesheet): Timesheet {
  const parishes = timesheet.parishes.filter(({ id }) => may.seeTimesheetOfParish(viewer, timesheet, id))
  const own = ({ parishId }: { parishId: string }) => parishes.some(({ id }) => id === parishId)
  const sessions = timesheet.sessions.filter(own)
  return { ...timesheet, parishes, sessions, minutes: sumOfMinutes(sessions), addenda: timesheet.addenda.filter(own) }
}

const timesheetTransitions = (viewer: Viewer, timesheet: Timesheet, day: Day): TimesheetTransitions => ({
  submit: may.submitTimesheet(viewer, timesheet) && isMonthOver(timesheet.month, day),
  early: may.submitTimesheet(viewer, timesheet) && !isMonthOver(timesheet.month, day),
  recall: may.recallTimesheet(viewer, timesheet),
  giveBack: may.returnTimesheet(viewer, timesheet),
  confirm: timesheet.parishes.filter((parish) => may.confirm(viewer, timesheet, parish)),
  goOn: timesheet.parishes.filter((parish) => may.confirmWithoutCommunity(viewer, timesheet, parish)),
  approve: [...new Map(timesheet.parishes.map((parish) => [parish.territoryId, parish])).values()].filter(
    ({ territoryId }) => may.approve(viewer, timesheet, territoryId),
  ),
  write: may.writeAddendum(viewer, timesheet),
  decide: timesheet.addenda.filter((each) => may.decideAddendum(viewer, timesheet, each)).map(({ id }) => id),
})
