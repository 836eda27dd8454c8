import type { Locale } from '#platform/i18n/locale.ts'
import { parseDay, parseMonth } from '#platform/forms/typed-time.ts'
import type { ReadCell } from '#platform/spreadsheets/workbook.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { lineCategories, lineKinds, vatModes } from '#modules/plans/plan/initiative-content.ts'
import { plainName, type SpreadsheetVocabulary } from './heads.ts'

const groups: Record<string, readonly string[]> = { kind: lineKinds, category: lineCategories, vat: vatModes }
const amounts = new Set<string>(['unitPrice', ...fundingSources])

/** What somebody would have typed into a field to say what stands in a cell; fields are of one line. */
export function typed(cell: ReadCell, field: string, { choices }: SpreadsheetVocabulary, locale: Locale): string {
  if (cell === null || 'fault' in cell) return ''
  if ('date' in cell) return field === 'month' ? monthOf(cell.date) : cell.date.slice(0, 10)
  if ('number' in cell) return typedNumber(cell, field).replace('.', locale === 'en' ? '.' : ',')
  const text = cell.text
    .replaceAll(/[\0\u200b\ufeff]/g, '')
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
  if (field === 'month') return typedMonth(text)
  return groups[field] ? (choices.get(`${field} ${plainName(text)}`) ?? text) : text
}

// A day says which month it is in.
function typedMonth(text: string): string {
  const day = parseMonth(text) === null ? parseDay(text) : null
  return day === null ? text : monthOf(day)
}

const monthOf = (date: string) => `${date.slice(5, 7)}.${date.slice(0, 4)}`

function typedNumber({ number, percent }: Extract<ReadCell, { number: number }>, field: string): string {
  // 03.2020 is the number 3.202 to a program whose decimal mark is a point.
  if (field === 'month' && number >= 1 && number < 13 && !Number.isInteger(number))
    return number.toFixed(4).padStart(7, '0')
  if (percent && field !== 'quantity') return `${numberAs(number * 100, false)}%`
  return numberAs(number, amounts.has(field))
}

// Programs reckon in binary: 0.1 + 0.2 is what it was meant to be. A third decimal that is really there stays, to be refused.
function numberAs(value: number, asEuros: boolean): string {
  const rounded = Math.round(value * 100) / 100
  const meant = Math.abs(value - rounded) < 1e-9 * Math.max(1, Math.abs(value)) ? rounded : value
  return asEuros && meant === rounded ? meant.toFixed(2) : String(meant)
}
