import type { Channel, Phase, Topic } from '#modules/advice/sessions/session.ts'
import type { Day, Month } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

export const timesheetStates = ['draft', 'submitted', 'returned', 'locked'] as const
export type TimesheetState = (typeof timesheetStates)[number]

/** A session as a timesheet names it: what it was about in the words of the list, and never what was said. */
export interface TimesheetSession {
  id: string
  parishId: string
  heldOn: Day
  minutes: number
  channel: Channel
  phase: Phase
  topics: Topic[]
}

/** A parish as a timesheet names it. */
export interface TimesheetParish {
  id: string
  slug: string
  names: Multilingual
  territoryId: string
  territoryNames: Multilingual
  minutes: number
}

/** What a mentor signs: every session of the month, and its sums by parish. */
export interface TimesheetSnapshot {
  mentor: string
  month: Month
  sessions: TimesheetSession[]
  parishes: TimesheetParish[]
}

/** How far the deciding on one parish has come. */
export interface ParishConfirmation extends TimesheetParish {
  /** How many of the parish may confirm today. */
  confirmers: number
  confirmedAt: Date | null
  confirmerName: string | null
  /** Why partner staff went on without the community. */
  reason: Multilingual | null
  approvedAt: Date | null
  approverName: string | null
}

export interface Addendum {
  id: string
  version: number
  timesheetId: string
  parishId: string
  territoryId: string
  parishNames: Multilingual
  minutes: number
  reason: Multilingual
  writtenBy: string
  writerName: string
  writtenAt: Date
  approved: boolean | null
  deciderName: string | null
  decidedAt: Date | null
}

/** A mentor's month as it stands: the sessions as they are logged, or as they were signed. */
export interface Timesheet extends Omit<TimesheetSnapshot, 'parishes'> {
  /** Null until the mentor hands the month in for the first time. */
  id: string | null
  version: number
  mentorId: string
  state: TimesheetState
  parishes: ParishConfirmation[]
  minutes: number
  submissionId: string | null
  number: number | null
  sha256: string | null
  submittedBy: string | null
  submittedAt: Date | null
  returnNote: Multilingual | null
  returnerName: string | null
  returnedAt: Date | null
  /** Whether it was handed in again just as it was when it was given back. */
  unchanged: boolean
  lockedAt: Date | null
  addenda: Addendum[]
}

/** Where a month stands, in the order of the way it goes. */
export type TimesheetStage = 'draft' | 'returned' | 'submitted' | 'confirmed' | 'locked'

export const timesheetStage = ({ state, parishes }: Pick<Timesheet, 'state' | 'parishes'>): TimesheetStage =>
  state === 'submitted' && parishes.every(({ confirmedAt }) => confirmedAt !== null) ? 'confirmed' : state

export const sumOfMinutes = (rows: readonly { minutes: number }[]): number =>
  rows.reduce((sum, each) => sum + each.minutes, 0)

/** What the approved addenda change, and what the month comes to with them. */
export function timesheetTotals({ minutes, addenda }: Pick<Timesheet, 'minutes' | 'addenda'>) {
  const added = sumOfMinutes(addenda.filter(({ approved }) => approved === true))
  return { original: minutes, added, now: minutes + added }
}

/** What is signed: the sessions and their sums, in this order and these words. */
export const timesheetSnapshot = ({ mentor, month, sessions, parishes }: TimesheetSnapshot): TimesheetSnapshot => ({
  mentor,
  month,
  sessions: sessions.map(({ id, parishId, heldOn, minutes, channel, phase, topics }) => ({
    ...{ id, parishId, heldOn, minutes, channel, phase, topics },
  })),
  parishes: parishes.map(({ id, slug, names, territoryId, territoryNames, minutes }) => ({
    ...{ id, slug, names, territoryId, territoryNames, minutes },
  })),
})
