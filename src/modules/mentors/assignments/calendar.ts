import type { Day, Month } from '#platform/values/day.ts'

/** The calendar of a month: which days and weeks it has. Days are those of Riga, so no clock is asked. */

export const firstDay = (month: Month): Day => `${month}-01` as Day

const at = (date: Date): Day => date.toISOString().slice(0, 10) as Day

export const addDays = (day: Day, days: number): Day => at(new Date(Date.parse(day) + days * 86_400_000))

export const nextMonth = (month: Month): Month => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return at(new Date(Date.UTC(year, number, 1))).slice(0, 7) as Month
}

export const lastDay = (month: Month): Day => addDays(firstDay(nextMonth(month)), -1)

export const monthOf = (day: Day): Month => day.slice(0, 7) as Month

/** Whether the whole month has passed on this day: it can be signed. */
export const isMonthOver = (month: Month, today: Day): boolean => monthOf(today) > month

export interface Week {
  from: Day
  to: Day
}

/** The weeks of a month from Monday to Sunday, cut at its borders. */
export function weeksOf(month: Month): Week[] {
  const last = lastDay(month)
  const weeks: Week[] = []
  for (let from = firstDay(month); from <= last;) {
    const weekday = (new Date(from).getUTCDay() + 6) % 7
    const sunday = addDays(from, 6 - weekday)
    const to = sunday < last ? sunday : last
    weeks.push({ from, to })
    from = addDays(to, 1)
  }
  return weeks
}
