import { codec, type Parse, type Wrong } from './codec.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Day, Month } from '#platform/values/day.ts'
import { isTooFine, plainDecimal } from '#platform/values/plain-decimal.js'

/*
 * Numbers, days and months of which some alone are taken: whoever types another one is told from where to where they go.
 */

/** A number from the least to the most. */
export const within = (least: number, most: number): Parse<number> => {
  return (typed) => {
    const value = Number(plainDecimal(typed) ?? NaN)
    return value >= least && value <= most ? value : null
  }
}

/** A whole number from the least to the most. */
export const wholeWithin = (least: number, most: number): Parse<number> => {
  const parse = within(least, most)
  return (typed) => {
    const value = parse(typed)
    return Number.isInteger(value) ? value : null
  }
}

/** What is wrong with a number that could not be taken: more decimals than are kept, or outside of what is taken. */
export function numberProblem(
  locale: Locale,
  least: number,
  most: number,
  finest = 0.01,
): (typed: string) => Wrong | null {
  // A year is written without a mark between its digits.
  const bound = new Intl.NumberFormat(locale, { useGrouping: 'min2', maximumFractionDigits: 2 })
  const params = { least: bound.format(least), most: bound.format(most) }
  return (typed) => {
    if (finest < 1 && isTooFine(typed)) return { key: 'two_decimals' }
    const value = Number(plainDecimal(typed) ?? NaN)
    return value < least || value > most ? { key: 'range', params } : null
  }
}

/** The first and the last year that a field takes. */
export interface Years {
  least: number
  most: number
}

const dayFirst = (written: Day | Month) => written.split('-').reverse().join('.')

const isWithin = ({ least, most }: Years, written: Day | Month) =>
  Number(written.slice(0, 4)) >= least && Number(written.slice(0, 4)) <= most

/** A day or month of these years alone; of another one the problem names them. */
export const ofYears = <T extends Day | Month>(years: Years, problem: string, written: Parse<T>) =>
  codec<T>(
    (typed) => {
      const value = written(typed)
      return value !== null && isWithin(years, value) ? value : null
    },
    problem,
    dayFirst,
    (typed) => (written(typed) === null ? null : { key: 'years', params: years }),
  )
