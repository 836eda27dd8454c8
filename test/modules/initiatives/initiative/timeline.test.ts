import { describe, expect, test } from 'vitest'
import { day, type Month } from '#platform/values/day.ts'
import { parseMonth } from '#platform/forms/typed-time.ts'
import { timelineOf } from '#modules/initiatives/initiative/timeline.ts'

const period = { startsOn: day('2019-05-01'), endsOn: day('2021-04-30') }
const month = (typed: string) => parseMonth(typed) as Month
const named = (text: string) => ({ source: 'lv' as const, lv: text })

const action = (fromMonth: string | null, toMonth: string | null, what = 'Sarunāt telpas') => ({
  what: named(what),
  who: '',
  fromMonth: fromMonth === null ? null : month(fromMonth),
  toMonth: toMonth === null ? null : month(toMonth),
  deliverable: null,
})

const drawn = (actions: ReturnType<typeof action>[], today = '2020-03-02') =>
  timelineOf([{ title: named('Virtuve'), actions }], { locale: 'lv', period, today: day(today) })

describe('a timeline', () => {
  test('gives each month the same width, and an action the width of its months', () => {
    const timeline = drawn([action('2019-05', '2019-05'), action('2020-05', '2021-04')])
    expect(timeline?.months).toHaveLength(24)
    expect(timeline?.bars.map(({ from, width }) => [from, width])).toEqual([
      [0, 4.17],
      [50, 50],
    ])
    expect(timeline?.project).toMatchObject({ x: 0, width: 100, from: '2019-05', to: '2021-04' })
  })

  test('grows beyond the project where actions do, and keeps the project’s edges in sight', () => {
    const timeline = drawn([action('2021-03', '2021-08')])
    expect(timeline?.months).toHaveLength(28)
    expect(timeline?.project).toMatchObject({ x: 0, width: 85.71 })
    expect(timeline?.years.map(({ label }) => label)).toEqual(['2019', '2020', '2021'])
  })

  test('marks today, and leaves the mark out where today is not drawn', () => {
    expect(drawn([action('2020-05', '2020-06')], '2020-05-01')?.today).toBe(50)
    expect(drawn([action('2020-05', '2020-06')], '2026-01-01')?.today).toBe(null)
  })

  test('leaves out actions without months, and is not drawn where none has any', () => {
    expect(drawn([action('2020-05', null), action('2020-05', '2020-06')])?.bars).toHaveLength(1)
    expect(drawn([action(null, null)])).toBe(null)
    expect(timelineOf([{ title: named('Virtuve') }], { locale: 'lv', period, today: day('2020-03-02') })).toBe(null)
  })

  test('labels a bar on the side with more room, and cuts what would not fit', () => {
    const long = 'Sagatavot, saskaņot, izsludināt un apkopot pirmo vasaru ar pārdevējiem ostā'
    const bars = drawn([action('2019-06', '2019-07', long), action('2021-03', '2021-04', long)])?.bars
    expect(bars?.map(({ anchor }) => anchor)).toEqual(['start', 'end'])
    expect(bars?.[1]?.text).toHaveLength(74)
    expect(bars?.[1]?.text.endsWith('…')).toBe(true)
    const middle = drawn([action('2020-05', '2020-05', long)])?.bars[0]
    expect(middle?.text.length).toBeLessThan(45)
  })
})
