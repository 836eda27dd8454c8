import { seenMarks } from './seen-text.ts'
import { isDay, type Day, type Month } from '#platform/values/day.ts'

/*
 * Days, months and times as people type them: with any mark between the numbers, with digits alone where a telephone shows
 * no other keys, and as the portal itself prints them in its three languages.
 */

/** How the names of the months begin in Latvian, Estonian and English, without diacritics. */
const months = [
  ...[/^(jan|jaan)/, /^(feb|veeb)/, /^mar/, /^apr/, /^ma[iy]/, /^ju+n/, /^ju+l/, /^aug/, /^sep/],
  ...[/^o[kc]t/, /^nov/, /^de[ct]/],
]
// What stands beside them and says nothing more: the word for year, endings of ordinal numbers, days of the week.
const beside = /^(gada|gads|g|aasta|a|of|st|nd|rd|th|[a-z]*(diena|paev|day))$/
const longest = 60

interface Parts {
  numbers: string[]
  /** From 1; null where no month was written as a word. */
  named: number | null
}

/** The numbers and the month's name in what was typed; null where there is anything else. */
function partsOf(typed: string): Parts | null {
  if (typed.length > longest) return null
  const plain = seenMarks(typed).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  if (/[^\p{L}\d\s./,-]/u.test(plain)) return null
  const words = (plain.match(/\p{L}+/gu) ?? []).filter((word) => !beside.test(word))
  const found = words.map((word) => months.findIndex((month) => month.test(word)) + 1)
  if (found.length > 1 || found.includes(0)) return null
  return { numbers: plain.match(/\d+/g) ?? [], named: found[0] ?? null }
}

const two = (digits = '') => digits.padStart(2, '0')
const yearOf = (digits = '') => (digits.length === 2 ? `20${digits}` : digits)
/** The first and the last year of the days and months that are taken. */
export const meantYears = { least: 1900, most: 2199 }
// Years that somebody may mean: 0020 is 2020 with the century forgotten, and clocks know nothing of it.
const isMeant = (iso: string) => iso >= `${meantYears.least}` && iso < `${meantYears.most + 1}`
const isYear = (digits = '') => digits.length === 4

/** The day that a person typed ('1.5.2019', '01.05.2019.', '1 5 19', '01052019', '2019-05-01', '1 May 2019'), or null where it is none. */
export function parseDay(typed: string): Day | null {
  const iso = writtenDay(typed)
  return iso && isMeant(iso) ? iso : null
}

/** The same of any year, also of one that nobody means. */
export function writtenDay(typed: string): Day | null {
  const parts = partsOf(typed)
  if (!parts) return null
  const iso = parts.named === null ? dayOfNumbers(parts.numbers) : dayWithMonth(parts.numbers, parts.named)
  return isDay(iso) ? iso : null
}

function dayOfNumbers([one = '', two_, three, ...more]: string[]): string {
  if (two_ === undefined) return dayOfDigits(one)
  if (three === undefined || more.length > 0) return ''
  const [year, month, day] = isYear(one) ? [one, two_, three] : [yearOf(three), two_, one]
  return `${year}-${two(month)}-${two(day)}`
}

/** Digits alone: day, month and year, of which a year of four may also come first. */
function dayOfDigits(digits: string): string {
  if (digits.length !== 6 && digits.length !== 8) return ''
  const written = `${yearOf(digits.slice(4))}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`
  const backwards = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  return isDay(written) ? written : backwards
}

function dayWithMonth(numbers: string[], month: number): string {
  const [one, other, ...more] = numbers
  if (one === undefined || other === undefined || more.length > 0) return ''
  const [year, day] = isYear(one) ? [one, other] : [yearOf(other), one]
  return `${year}-${two(String(month))}-${two(day)}`
}

/** The month that a person typed ('5.2019', '05/19', '052019', '2019-05', 'May 2019'), or null where it is none. */
export function parseMonth(typed: string): Month | null {
  const iso = writtenMonth(typed)
  return iso && isMeant(iso) ? iso : null
}

/** The same of any year, also of one that nobody means. */
export function writtenMonth(typed: string): Month | null {
  const parts = partsOf(typed)
  const iso = parts ? monthOf(parts) : ''
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(iso) ? (iso as Month) : null
}

function monthOf({ numbers, named }: Parts): string {
  const [one = '', other, ...more] = numbers
  if (more.length > 0) return ''
  if (named !== null) return other === undefined ? `${yearOf(one)}-${two(String(named))}` : ''
  if (other !== undefined) return isYear(one) ? `${one}-${two(other)}` : `${yearOf(other)}-${two(one)}`
  if (one.length !== 6) return ''
  return Number(one.slice(0, 2)) <= 12 ? `${one.slice(2)}-${one.slice(0, 2)}` : `${one.slice(0, 4)}-${one.slice(4)}`
}

const clock = /^(?:plkst|kell|kl)?\.?\s?(\d{1,2}?)(?:\s?[:.,h\s-]\s?(\d{2})|(\d{2}))?\s?([ap]m)?$/

/** The time of day 'HH:MM' that a person typed ('9', '9.30', '09:30', '930', '9 30', '9.30 pm'), or null where it is none. */
export function parseTime(typed: string): string | null {
  const [hour, minutes] = clockOf(typed)
  return hour < 24 && minutes < 60 ? onClock(hour, minutes) : null
}

/** The same of when something ends, which may be '24:00', the end of the day. */
export function parseEnd(typed: string): string | null {
  const [hour, minutes] = clockOf(typed)
  return hour === 24 && minutes === 0 ? onClock(hour, minutes) : parseTime(typed)
}

const onClock = (hour: number, minutes: number) => `${two(String(hour))}:${two(String(minutes))}`

/** Hours and minutes as typed, which may be more than a clock has; NaN where there are none. */
function clockOf(typed: string): [hour: number, minutes: number] {
  const [, hours, after, alone, half] =
    clock.exec(typed.length <= longest ? seenMarks(typed).trim().toLowerCase() : '') ?? []
  const hour = half ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0) : Number(hours)
  return [hour, Number(after ?? alone ?? '00')]
}
