import type { Day, Month } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { minutesOverContract } from '#modules/mentors/assignments/assignment.ts'
import { firstDay, lastDay, weeksOf, type Week } from '#modules/mentors/assignments/calendar.ts'
import { sumOfMinutes, type TimesheetSession } from './timesheet.ts'

/** More minutes than this in a day are pointed out, and more than a day has are not possible. */
const longDay = 600
const wholeDay = 1440

/** An assignment as far as a month's flags go; `minutes` are all that was given under it by the end of the month. */
export interface AssignmentInMonth {
  parishId: string
  parishNames: Multilingual
  fromDay: Day
  toDay: Day | null
  contractedMinutes: number | null
  minutes: number
}

/** What is looked at before a month is signed. */
export interface TimesheetWarnings {
  days: { day: Day; minutes: number; impossible: boolean }[]
  /** Contracts that are exceeded by all that was given from their first day to the end of the month. */
  over: { parishNames: Multilingual; fromDay: Day; minutes: number; contractedMinutes: number }[]
  /** Parishes without any session, and weeks without one in the others, while the mentor was assigned. */
  silentParishes: Multilingual[]
  gaps: { parishNames: Multilingual; weeks: Week[] }[]
}

export function timesheetWarnings(
  month: Month,
  sessions: readonly TimesheetSession[],
  assignments: readonly AssignmentInMonth[],
  today: Day,
): TimesheetWarnings {
  const byDay = Map.groupBy(sessions, ({ heldOn }) => heldOn)
  const gaps = assignments.map((each) => gapOf(month, sessions, each, today))
  return {
    days: [...byDay]
      .map(([day, held]) => ({ day, minutes: sumOfMinutes(held), impossible: sumOfMinutes(held) > wholeDay }))
      .filter(({ minutes }) => minutes > longDay)
      .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    over: assignments.flatMap(({ parishNames, fromDay, contractedMinutes, minutes }) =>
      contractedMinutes !== null && minutesOverContract({ contractedMinutes, minutes }) !== null
        ? [{ parishNames, fromDay, contractedMinutes, minutes }]
        : [],
    ),
    silentParishes: gaps.filter(({ silent }) => silent).map(({ parishNames }) => parishNames),
    gaps: gaps.filter(({ silent, weeks }) => !silent && weeks.length > 0),
  }
}

function gapOf(month: Month, sessions: readonly TimesheetSession[], assignment: AssignmentInMonth, today: Day) {
  const { parishId, parishNames, fromDay, toDay } = assignment
  const from = fromDay > firstDay(month) ? fromDay : firstDay(month)
  const ends = [lastDay(month), toDay, today].filter((each) => each !== null).toSorted()
  const to = ends[0] ?? today
  const held = sessions.filter((session) => session.parishId === parishId)
  const weeks = weeksOf(month).filter(
    (week) =>
      week.from <= to && week.to >= from && !held.some(({ heldOn }) => heldOn >= week.from && heldOn <= week.to),
  )
  return { parishNames, weeks, silent: held.length === 0 && from <= to }
}
