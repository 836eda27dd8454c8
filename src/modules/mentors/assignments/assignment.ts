import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Scope } from '#platform/values/viewer.ts'

/** What was agreed beside an assignment. Where nothing was, there is no limit and earlier notes stay hidden. */
export interface Agreement {
  contractedMinutes: number | null
  hidesEarlierNotes: boolean
}

/** A mentor's assignment to a parish, which is a role held for a time, with what they gave under it. */
export interface Assignment extends Scope, Agreement {
  /** The row of `role_assignments`. */
  id: string
  version: number
  mentorId: string
  mentorName: string
  mentorSlug: string | null
  parishSlug: string
  parishNames: Multilingual
  fromDay: Day
  toDay: Day | null
  sessions: number
  minutes: number
  lastOn: Day | null
}

type AssignmentStage = 'coming' | 'running' | 'over'

const stageOf = ({ fromDay, toDay }: Pick<Assignment, 'fromDay' | 'toDay'>, today: Day): AssignmentStage =>
  fromDay > today ? 'coming' : toDay !== null && toDay < today ? 'over' : 'running'

/** Minutes given beyond what was contracted; null where nothing was, or there is some left. */
export const minutesOverContract = ({
  contractedMinutes,
  minutes,
}: Pick<Assignment, 'contractedMinutes' | 'minutes'>): number | null =>
  contractedMinutes !== null && minutes > contractedMinutes ? minutes - contractedMinutes : null

/** After how many days without a session somebody asks. */
export const inactiveDays = 30

/** The day since which a mentor has logged nothing: of the last session, or of the beginning. */
export const inactiveSince = ({ fromDay, lastOn }: Pick<Assignment, 'fromDay' | 'lastOn'>): Day =>
  lastOn !== null && lastOn > fromDay ? lastOn : fromDay

/** Whole days between two calendar days. */
const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

export const isInactive = (assignment: Assignment, today: Day): boolean =>
  stageOf(assignment, today) === 'running' && daysBetween(inactiveSince(assignment), today) >= inactiveDays

/** What is typed of a new assignment. */
export interface NewAssignment extends Agreement {
  personId: string
  parishId: string
  fromDay: Day
  toDay: Day | null
}
