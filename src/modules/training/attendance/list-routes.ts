import type { Db } from '#platform/db/connection.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { ParishChoices } from '#modules/places/choice/parish-choice.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import type { Form } from '#platform/forms/form-kit.ts'
import type { RouteContext, routes } from '#platform/web/routes.ts'
import type { AttendanceList, AttendanceClash } from './attendance.ts'
import { mayOfAttendance } from './policy.ts'
import { findAttendance } from './queries.ts'
import { findDay } from '#modules/training/days/queries.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/attendance/list': AttendancePage
  }
}

export interface AttendancePage {
  training: TrainingDay
  list: AttendanceList
  form: Form
  counting: Form
  reopening: Form
  sending: Form
  clashes: AttendanceClash[]
  parishes: ParishChoices
  can: { write: boolean; confirm: boolean; reopen: boolean; file: boolean }
  /** Whether the viewer wrote in the list, and so does not confirm it. */
  wrote: boolean
  ahead: boolean
}

export type DateContext = RouteContext<'day' | 'date', Viewer>
export type AttendanceRouter = Pick<ReturnType<typeof routes>, 'get' | 'post'>

/** Shows the list again, with what is wrong or what somebody else saved. */
export type ShowList = (
  context: DateContext,
  page: Pick<AttendancePage, 'training' | 'list'> & Partial<AttendancePage>,
  status?: number,
) => Promise<void>

/** A date of a day with its list, for those who may know who was there. */
export const loadList = (db: Db) => async (context: DateContext) => {
  const day = orNotFound(await findDay(db, context.viewer, context.params.day))
  if (!mayOfAttendance.view(context.viewer, day)) throw new NotFound()
  return { day, list: orNotFound(await findAttendance(db, context.locale, day.id, context.params.date)) }
}

export const headcountScope = 'attendance:count'
export const reopenScope = 'attendance:reopen'

/** The address of a list, without the language. */
export const listPath = ({ params }: DateContext): string =>
  paths.training.attendance({ day: params.day, date: params.date })
