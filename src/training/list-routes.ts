import type { Db } from '#db/db.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { ParishChoices } from '#places/choice.ts'
import { orNotFound, NotFound } from '#web/errors.ts'
import type { Form } from '#web/form.ts'
import type { RouteContext, routes } from '#web/routes.ts'
import type { AttendanceList, AttendanceClash } from './attendance.ts'
import { mayOfAttendance } from './attendance-policy.ts'
import { findAttendance } from './attendance-queries.ts'
import { findDay } from './queries.ts'
import type { TrainingDay } from './training.ts'

declare module '#web/render.ts' {
  interface Views {
    'training/attendance': ListPage
  }
}

export interface ListPage {
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
  page: Pick<ListPage, 'training' | 'list'> & Partial<ListPage>,
  status?: number,
) => Promise<void>

/** A date of a day with its list, for those who may know who was there. */
export const loadList = (db: Db) => async (context: DateContext) => {
  const day = orNotFound(await findDay(db, context.viewer, context.params.day))
  if (!mayOfAttendance.view(context.viewer, day)) throw new NotFound()
  return { day, list: orNotFound(await findAttendance(db, day.id, context.params.date)) }
}

export const headcountScope = 'attendance:count'
export const reopenScope = 'attendance:reopen'

/** The address of a list, without the language. */
export const listPath = ({ params }: DateContext): string =>
  paths.training.attendance({ day: params.day, date: params.date })
