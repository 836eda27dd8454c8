import type { Day, Month } from '#platform/values/day.ts'
import type { TrainingDate, TrainingDay } from '#modules/training/days/training-day.ts'

/** A day of the calendar with the training on it. */
export interface CalendarDay {
  onDay: Day
  /** Whether it is of the month shown, or fills its first or last week. */
  within: boolean
  entries: { day: TrainingDay; date: TrainingDate }[]
}

/** A month in weeks that begin on Monday, with the months beside it. */
export interface CalendarMonth {
  month: Month
  before: Month
  after: Month
  from: Day
  to: Day
  weeks: CalendarDay[][]
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10) as Day
const monthOf = (date: Date) => date.toISOString().slice(0, 7) as Month

/** The month with the days of its weeks; `days` are those with a date between the first and the last of them. */
export function calendarMonth(month: Month, days: readonly TrainingDay[]): CalendarMonth {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const first = new Date(Date.UTC(year, number - 1, 1))
  const leading = (first.getUTCDay() + 6) % 7
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate()
  const shown = Array.from({ length: Math.ceil((leading + length) / 7) * 7 }, (_, at) =>
    dayOf(new Date(Date.UTC(year, number - 1, 1 + at - leading))),
  )
  const entries = days.flatMap((day) => day.dates.map((date) => ({ day, date })))
  const filled = shown.map((onDay) => ({
    onDay,
    within: onDay.startsWith(month),
    entries: entries
      .filter(({ date }) => date.onDay === onDay)
      .toSorted((a, b) => a.date.starts.localeCompare(b.date.starts)),
  }))
  return {
    month,
    before: monthOf(new Date(Date.UTC(year, number - 2, 1))),
    after: monthOf(new Date(Date.UTC(year, number, 1))),
    from: shown[0] as Day,
    to: shown.at(-1) as Day,
    weeks: Array.from({ length: shown.length / 7 }, (_, at) => filled.slice(at * 7, at * 7 + 7)),
  }
}

/** First and last day that the weeks of a month show. */
export const daysAround = (month: Month): { from: Day; to: Day } => {
  const { from, to } = calendarMonth(month, [])
  return { from, to }
}
