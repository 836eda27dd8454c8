import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { today, type Day, type Month } from '#platform/values/day.ts'
import {
  addDays,
  firstDay,
  isMonthOver,
  lastDay,
  monthOf,
  nextMonth,
  weeksOf,
} from '#modules/mentors/assignments/calendar.ts'
import { timesheetWarnings } from '#modules/mentors/timesheets/overlaps.ts'
import type { TimesheetSession } from '#modules/mentors/timesheets/timesheet.ts'
import { test } from '../../../support/test.ts'
import { held, personId } from './timesheet-setup.ts'

const months = fc
  .record({ year: fc.integer({ min: 2019, max: 2021 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}` as Month)

describe('the borders of a month', () => {
  test('are those of Riga’s days: a month is over at its midnight, whatever the clocks do', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: 1, max: 120 }), (month, minutes) => {
        // Midnight in Riga is two or three hours before that of Greenwich.
        const midnight = [2, 3]
          .map((hours) => new Date(Date.parse(firstDay(nextMonth(month))) - hours * 3_600_000))
          .find(
            (at) =>
              today(() => at) === firstDay(nextMonth(month)) &&
              today(() => new Date(Number(at) - 1)) === lastDay(month),
          )
        const at = (shift: number) => today(() => new Date(Number(midnight) + shift * 60_000))
        expect(isMonthOver(month, at(-minutes))).toBe(false)
        expect(isMonthOver(month, at(minutes - 1))).toBe(true)
      }),
    )
  })

  test('are those of its weeks, which have every day of it once', () => {
    fc.assert(
      fc.property(months, (month) => {
        const days = weeksOf(month).flatMap(({ from, to }) => {
          const all: Day[] = []
          for (let day = from; day <= to; day = addDays(day, 1)) all.push(day)
          return all
        })
        expect(days[0]).toBe(firstDay(month))
        expect(days.at(-1)).toBe(lastDay(month))
        expect(new Set(days).size).toBe(days.length)
        expect(days.every((day) => monthOf(day) === month)).toBe(true)
      }),
    )
  })

  test('are where its lock ends: the days before and after can be logged, and its own cannot', async ({ db }) => {
    const mentorId = await personId(db, 'mentor')
    await db('timesheets').insert({ mentorId, month: '2020-02', state: 'submitted' })
    const day = fc.integer({ min: -3, max: 32 }).map((shift) => addDays('2020-02-01' as Day, shift))
    await fc.assert(
      fc.asyncProperty(day, async (on) => {
        const attempt = db.transaction(async (trx) => {
          await held(trx, 'gaujiena', on, 1)
          await trx.rollback()
        })
        const broken = await attempt.then(
          () => null,
          (error: unknown) => (error as { constraint?: string }).constraint ?? null,
        )
        expect(broken, on).toBe(monthOf(on) === '2020-02' ? 'advice_sessions_timesheet_open' : null)
      }),
      { numRuns: 30 },
    )
  })
})

describe('what is looked at before a month is signed', () => {
  const session = (heldOn: string, minutes: number, parishId = 'a') =>
    ({ heldOn, minutes, parishId }) as TimesheetSession
  const names = (text: string) => ({ source: 'en' as const, en: text })
  const covering = (parishId: string, changes: object = {}) => ({
    ...{ parishId, parishNames: names(parishId), fromDay: '2019-05-01' as Day, toDay: null },
    ...{ contractedMinutes: null, minutes: 0, ...changes },
  })

  test('are long days, contracts that are exceeded, and weeks and parishes without a session', () => {
    const sessions = [session('2020-02-04', 400), session('2020-02-04', 260, 'b'), session('2020-02-18', 600)]
    const assignments = [
      covering('a', { contractedMinutes: 900, minutes: 1000 }),
      covering('b', { contractedMinutes: 260, minutes: 260, fromDay: '2020-02-03', toDay: '2020-02-12' }),
      covering('c'),
    ]
    const flags = timesheetWarnings('2020-02' as Month, sessions, assignments, '2020-03-02' as Day)
    expect(flags.days).toEqual([{ day: '2020-02-04', minutes: 660, impossible: false }])
    expect(flags.over).toEqual([
      { parishNames: names('a'), fromDay: expect.any(String), contractedMinutes: 900, minutes: 1000 },
    ])
    expect(flags.silentParishes).toEqual([names('c')])
    expect(flags.gaps.map(({ parishNames, weeks }) => [parishNames.en, weeks.map(({ from }) => from)])).toEqual([
      ['a', ['2020-02-01', '2020-02-10', '2020-02-24']],
      ['b', ['2020-02-10']],
    ])
  })
})
