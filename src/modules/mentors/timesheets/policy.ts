import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import type { Addendum, ParishConfirmation, Timesheet } from './timesheet.ts'
import { isStaffOf } from '#modules/mentors/profiles/policy.ts'

type TimesheetStanding = Pick<Timesheet, 'mentorId' | 'state' | 'parishes' | 'submittedBy'>
// Who is a mentor no more still signs the last month, which is handed in once it is over.
const gave = (viewer: Viewer | null, { mentorId }: { mentorId: string }) => viewer?.id === mentorId
const confirmsIn = (viewer: Viewer | null, parishId: string) =>
  viewer?.roles.some((held) => held.role === 'member' && held.confirms && held.parishId === parishId) ?? false

/** Who may do what to mentors, their assignments, requests for their advice, and their timesheets. Visitors are `null`. */
export const may = {
  /** The whole month, with the days of every parish: it is one document. */
  seeTimesheet: (
    viewer: Viewer | null,
    { mentorId, parishes }: Pick<TimesheetStanding, 'mentorId' | 'parishes'>,
  ): boolean =>
    gave(viewer, { mentorId }) ||
    hasRole(viewer, 'lead', 'auditor') ||
    isStaffOf(
      viewer,
      parishes.map(({ territoryId }) => territoryId),
    ),
  /** The sessions of one parish, once the month is handed in. */
  seeTimesheetOfParish: (
    viewer: Viewer | null,
    { state }: Pick<TimesheetStanding, 'state'>,
    parishId: string,
  ): boolean => state !== 'draft' && state !== 'returned' && confirmsIn(viewer, parishId),

  submitTimesheet: (viewer: Viewer | null, timesheet: TimesheetStanding) =>
    (timesheet.state === 'draft' || timesheet.state === 'returned') && gave(viewer, timesheet),
  recallTimesheet: (viewer: Viewer | null, timesheet: TimesheetStanding) =>
    isUndecided(timesheet) && gave(viewer, timesheet),

  confirm: (viewer: Viewer | null, timesheet: TimesheetStanding, parish: ParishConfirmation) =>
    isOpenTo(viewer, timesheet) && parish.confirmedAt === null && confirmsIn(viewer, parish.id),
  /** Where nobody of the parish may confirm, partner staff go on with a reason. */
  confirmWithoutCommunity: (viewer: Viewer | null, timesheet: TimesheetStanding, parish: ParishConfirmation) =>
    isOpenTo(viewer, timesheet) &&
    parish.confirmedAt === null &&
    parish.confirmers === 0 &&
    isStaffOf(viewer, [parish.territoryId]),
  approve: (viewer: Viewer | null, timesheet: TimesheetStanding, territoryId: string) => {
    const own = timesheet.parishes.filter((parish) => parish.territoryId === territoryId)
    return (
      isOpenTo(viewer, timesheet) &&
      isStaffOf(viewer, [territoryId]) &&
      own.every(({ confirmedAt, approvedAt }) => confirmedAt !== null && approvedAt === null)
    )
  },
  returnTimesheet: (viewer: Viewer | null, timesheet: TimesheetStanding) =>
    isOpenTo(viewer, timesheet) &&
    timesheet.parishes.some(({ id, territoryId }) => confirmsIn(viewer, id) || isStaffOf(viewer, [territoryId])),

  writeAddendum: (viewer: Viewer | null, timesheet: Pick<TimesheetStanding, 'state' | 'mentorId' | 'parishes'>) =>
    timesheet.state === 'locked' &&
    (gave(viewer, timesheet) ||
      isStaffOf(
        viewer,
        timesheet.parishes.map((each) => each.territoryId),
      )),
  /** Partner staff of the month, where an addendum waits that another may have written. */
  decideSomeAddendum: (
    viewer: Viewer | null,
    { mentorId, parishes }: Pick<TimesheetStanding, 'mentorId' | 'parishes'>,
  ) =>
    viewer?.id !== mentorId &&
    isStaffOf(
      viewer,
      parishes.map((each) => each.territoryId),
    ),
  decideAddendum: (viewer: Viewer | null, { mentorId }: Pick<TimesheetStanding, 'mentorId'>, addendum: Addendum) =>
    addendum.decidedAt === null &&
    viewer?.id !== mentorId &&
    viewer?.id !== addendum.writtenBy &&
    isStaffOf(viewer, [addendum.territoryId]),
}

const isOpenTo = (viewer: Viewer | null, { state, mentorId, submittedBy }: TimesheetStanding) =>
  state === 'submitted' && viewer?.id !== mentorId && viewer?.id !== submittedBy

const isUndecided = ({ state, parishes }: TimesheetStanding) =>
  state === 'submitted' && parishes.every(({ approvedAt }) => approvedAt === null)
