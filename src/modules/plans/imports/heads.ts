import type { ReadCell, ReadRow, ReadWorksheet } from '#platform/spreadsheets/workbook.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'

/** Fields of a financial line that a spreadsheet may hold. */
export const sheetFields = [
  ...['month', 'kind', 'category', 'what', 'quantity', 'unit', 'unitPrice', 'vat'],
  ...fundingSources,
]

/** What a head or a cell may say for something, in any language: its key, by its plain name. */
export interface SpreadsheetVocabulary {
  columns: Map<string, string>
  /** Of `<field> <plain name>`. */
  choices: Map<string, string>
  /** Worksheets that our own workbooks have beside the lines. */
  besides: Set<string>
}

/** A worksheet whose columns are known. */
export interface FoundSheet {
  worksheet: ReadWorksheet
  /** Where each field stands, counted from 0. */
  columns: Map<string, number>
  /** The numbers of the first and the last row that name the columns; 0 where none does. */
  firstHeads: number
  heads: number
}

const fewestHeads = 3
const firstRows = 10

/** A word as heads and choices are compared: small letters without diacritics, single spaces, nothing at its edges that only marks it, no unit. */
export function plainName(text: string): string {
  const name = text
    .slice(0, 200)
    .normalize('NFKD')
    .replaceAll(/[\p{M}\u00ad\u200b\ufeff]/gu, '')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
  const bare = withoutEnd(name, ' *:').replace(/^[ *]{1,9}/, '')
  const unitless = withoutEnd(bare, ')] ').replace(/€$|\b(?:eur[a-z]{0,4}|eiro)$/, '')
  return unitless.length < withoutEnd(bare, ')] ').length ? withoutEnd(unitless, ' ,([/') : bare
}

function withoutEnd(text: string, marks: string): string {
  let end = text.length
  while (end > 0 && marks.includes(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** The field that a head names, also where it is hyphenated over two lines, or a remark in brackets stands behind it. */
function fieldOf(head: string, { columns }: SpreadsheetVocabulary): string | undefined {
  const name = plainName(head)
  const remark = /[)\]]$/.test(name) ? Math.max(name.lastIndexOf('('), name.lastIndexOf('[')) : name.length
  const named = [name, plainName(name.slice(0, remark))]
  return named.map((each) => columns.get(each) ?? columns.get(each.replaceAll('- ', ''))).find(Boolean)
}

/** The field that each cell of a row names, by its column. */
function fieldsIn(cells: readonly ReadCell[], words: SpreadsheetVocabulary): Map<string, number> {
  const fields = new Map<string, number>()
  cells.forEach((cell, at) => {
    const field = cell && 'text' in cell ? fieldOf(cell.text, words) : undefined
    if (field !== undefined && !fields.has(field)) fields.set(field, at)
  })
  return fields
}

/** The columns by a row further down that names them rather than holding a line; null where it does not. */
export function columnsNamed(
  { cells }: ReadRow,
  words: SpreadsheetVocabulary,
  worksheet: ReadWorksheet,
): Map<string, number> | null {
  const fields = fieldsIn(cells, words)
  if (countOf(fields) < fewestHeads || countOf(fields) * 2 <= cells.filter(Boolean).length) return null
  for (const [field, at] of fields) if (isHiddenFrom(worksheet, field, at)) fields.delete(field)
  return fields
}

/** Two rows of heads as one, of which the second goes on with what the first says; null where the second is no such row. */
function joinedHeads(above: ReadRow, below: ReadRow | undefined, words: SpreadsheetVocabulary): ReadCell[] | null {
  if (below?.number !== above.number + 1 || below.hidden) return null
  if (below.cells.some((cell) => cell !== null && !('text' in cell))) return null
  const names = Array.from({ length: Math.max(above.cells.length, below.cells.length) }, (_, at) => {
    const [first = '', second = ''] = [above.cells[at], below.cells[at]].map(textOf)
    const both = first === second ? first : `${first} ${second}`.trim()
    const name = [both, second, first].find((text) => fieldOf(text, words) !== undefined)
    return { text: name ?? both, isForeign: second !== '' && second !== first && name === first }
  })
  // What stands below names of columns and names none is mostly a line.
  if (names.filter(({ isForeign }) => isForeign).length * 2 > below.cells.filter(Boolean).length) return null
  return names.map(({ text }) => (text === '' ? null : { text }))
}

const textOf = (cell: ReadCell | undefined) => (cell && 'text' in cell ? cell.text : '')

const countOf = (fields: ReadonlyMap<string, number>) => sheetFields.filter((field) => fields.has(field)).length

/**
 * The columns of a worksheet by the row that names most of them among the first. Our own names them twice, in words and in
 * hidden keys below; heads that are repeated further down are none, since lines stand above.
 */
export function headsOf(worksheet: ReadWorksheet, words: SpreadsheetVocabulary): FoundSheet | null {
  let [best, most] = [null as FoundSheet | null, fewestHeads - 1]
  for (const row of worksheet.rows.slice(0, firstRows)) {
    const fields = fieldsIn(row.cells, words)
    if (row.hidden && !fields.has('id')) continue
    for (const [field, at] of fields) if (isHiddenFrom(worksheet, field, at)) fields.delete(field)
    const count = countOf(fields)
    if (count < most || (count === most && best?.heads !== row.number - 1)) continue
    most = count
    best = { worksheet, columns: fields, firstHeads: firstOf(best, row), heads: row.number }
  }
  return joinedBelow(worksheet, words, best)
}

const firstOf = (before: FoundSheet | null, { number }: ReadRow) =>
  before?.heads === number - 1 ? before.firstHeads : number

// Two rows of heads together name more columns than either of them: "Unit" above "price", "Funding" above "ERDF".
function joinedBelow(
  worksheet: ReadWorksheet,
  words: SpreadsheetVocabulary,
  alone: FoundSheet | null,
): FoundSheet | null {
  let best = alone
  for (const [at, row] of worksheet.rows.slice(0, firstRows).entries()) {
    const below = worksheet.rows[at + 1]
    const joined = row.hidden ? null : joinedHeads(row, below, words)
    if (!joined || !below) continue
    const columns = columnsNamed({ ...row, cells: joined }, words, worksheet)
    if (!columns || countOf(columns) <= (best ? countOf(best.columns) : 0)) continue
    best = { worksheet, columns, firstHeads: row.number, heads: below.number }
  }
  return best
}

// What our own workbooks hide says which line a row is, and nothing of it.
const isHiddenFrom = ({ hiddenColumns }: ReadWorksheet, field: string, at: number) =>
  hiddenColumns.includes(at) && field !== 'id' && field !== 'slug'
