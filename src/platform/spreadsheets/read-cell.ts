import { dateOfSerial } from './number-formats.ts'
import { unescaped } from './cell-text.ts'
import type { WorkbookContext } from './parts.ts'
import type { ReadCell } from './workbook.ts'

/** What a worksheet says of a cell: its value and inline text as written, and what its formula, if it has one, does. */
export interface WrittenCell {
  type: string
  style: number
  value: string | null
  inline: string
  formula: FormulaNature | null
}

export interface FormulaNature {
  /** Adds up several rows of the sheet that it stands in. */
  sums: boolean
  /** Asks another file. */
  external: boolean
}

/** What stands in a cell, of a formula the value that it had when it was saved. */
export function readCell(cell: WrittenCell, context: WorkbookContext): ReadCell {
  const { type, value, inline, formula } = cell
  const read = byType[type] ?? numberCell
  if (value === null && formula) return { fault: 'formula' }
  if (type === 'inlineStr' && inline !== '') return textCell(inline)
  if (value === null || value === '') return formula && read === numberCell ? { fault: 'formula' } : null
  return read(value, cell, context)
}

type ReadValue = (value: string, cell: WrittenCell, context: WorkbookContext) => ReadCell

const byType: Partial<Record<string, ReadValue>> = {
  s: (value, _, { texts }) => textCell(texts[Number(value)] ?? ''),
  str: (value) => textCell(unescaped(value)),
  inlineStr: (value) => textCell(unescaped(value)),
  b: (value) => ({ text: /^(1|true)$/.test(value) ? 'true' : 'false' }),
  d: (value) => dateCell(value),
  e: () => ({ fault: 'error' }),
}

/** The most letters that a cell has in any program. */
const longestText = 32_767

function textCell(text: string): ReadCell {
  if (text.trim() === '') return null
  return text.length > longestText ? { fault: 'error' } : { text }
}

function dateCell(value: string): ReadCell {
  const [iso] = /^\d{4}-\d\d-\d\d/.exec(value.trim()) ?? []
  return iso === undefined || Number.isNaN(Date.parse(iso))
    ? textCell(unescaped(value))
    : { date: `${iso}T00:00:00.000Z` }
}

function numberCell(value: string, { style, formula }: WrittenCell, { formats, from1904 }: WorkbookContext): ReadCell {
  const number = Number(value)
  if (!Number.isFinite(number)) return { fault: 'error' }
  const format = formats[style]
  const date = format === 'date' ? dateOfSerial(number, from1904) : null
  if (date !== null) return { date }
  return { number, ...(format === 'percent' && { percent: true }), ...(formula?.sums && { sums: true }) }
}

const longestFormula = 8192

/** What a formula does, as far as it matters where only its value is taken. */
export function natureOf(formula: string): FormulaNature {
  const bare = formula.slice(0, longestFormula).replaceAll(/"[^"]*"/g, '')
  // [1]Sheet!A1 and '[1]My sheet'!A1 are in another file, Table1[ERDF] is not.
  const external = /\[[^[\]]+\][^[\](),;+*/^&=<>'!]*!/.test(bare) || /'[^'!]*\[[^[\]'!]+\][^'!]*'!/.test(bare)
  return { sums: sumsRows(bare.replaceAll(/\s/g, '')), external }
}

const adding = /\b(?:SUBTOTAL|AGGREGATE)\(|\bSUM\([^!(),[\]]+\[/i
/** Functions that find the rows which they add up; of another sheet they bring a line's own amount. */
const searching = /\b(?:SUMIFS?|DSUM)\(|\bSUM\((?:OFFSET|INDIRECT|INDEX|FILTER)\(/i

function sumsRows(formula: string): boolean {
  if (adding.test(formula) || (searching.test(formula) && !formula.includes('!'))) return true
  const [, added = ''] = /\bSUM\(([^()!]*)\)/i.exec(formula) ?? []
  // =I2+I3, also rounded or in brackets.
  const plain = /^(?:ROUND)?\(?\+?((?:\$?[A-Z]{1,3}\$?\d{1,7}\+)+\$?[A-Z]{1,3}\$?\d{1,7})(?:,\d)?\)?$/i.exec(formula)
  const places = [added, plain?.[1] ?? ''].flatMap((part) => part.match(/\$?[A-Z]{1,3}\$?\d{1,7}/gi) ?? [])
  const isColumn = /^\$?[A-Z]{1,3}:\$?[A-Z]{1,3}$/i.test(added)
  return isColumn || new Set(places.map((place) => place.replaceAll(/\D/g, ''))).size > 1
}
