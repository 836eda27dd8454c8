import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import type { AttendanceList } from './attendance.ts'
import { may as mayOfDay } from '#modules/training/days/policy.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'

type Of = Pick<TrainingDay, 'state' | 'published' | 'organiserId' | 'territoryIds'>
type Listed = Pick<AttendanceList, 'confirmedBy' | 'writers' | 'beginsAt'>

const takesPlace = ({ state }: Of) => state !== 'planned' && state !== 'postponed' && state !== 'cancelled'
const counts = ({ state }: Of) => state === 'evidenced' || state === 'reported'

/** Who may know who was there, write it down, and confirm it. */
export const mayOfAttendance = {
  /** Names and signatures: staff of a territory the day is for, the lead partner, the auditor. */
  view: (viewer: Viewer | null, day: Of) => mayOfDay.work(viewer, day),

  /** Keeps the lists: staff alone. */
  keep: (viewer: Viewer | null, day: Of) => hasRole(viewer, 'partner') && mayOfDay.manage(viewer, day),

  /** Prints sheets and files their photographs. */
  file: (viewer: Viewer | null, day: Of) => takesPlace(day) && mayOfAttendance.keep(viewer, day),

  /** Writes who was there, once the date has begun, until the count is confirmed. */
  write: (viewer: Viewer | null, day: Of, list: Listed, at: Date) =>
    list.confirmedBy === null && list.beginsAt <= at && mayOfAttendance.file(viewer, day),

  /** Confirms the count: staff or the lead partner, and nobody who wrote in the list. */
  confirm: (viewer: Viewer | null, day: Of, list: Listed) =>
    list.confirmedBy === null && viewer !== null && !list.writers.includes(viewer.id) && mayOfDay.manage(viewer, day),

  /** Opens a confirmed list again; not while the day counts on it. */
  reopen: (viewer: Viewer | null, day: Of, list: Listed) =>
    list.confirmedBy !== null && !counts(day) && mayOfDay.manage(viewer, day),

  /** Issues certificates for a day that is evidenced, and revokes them. */
  certify: (viewer: Viewer | null, day: Of) => counts(day) && mayOfAttendance.keep(viewer, day),
}
