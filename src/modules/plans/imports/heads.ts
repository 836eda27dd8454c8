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
  /** The number of the row that names the columns; 0 where none does. */
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

/** Whether a row names columns rather than holding a line. */
export const namesColumns = ({ cells }: ReadRow, words: SpreadsheetVocabulary): boolean => {
  const fields = fieldsIn(cells, words)
  return countOf(fields) >= fewestHeads && countOf(fields) * 2 > cells.filter(Boolean).length
}

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
    best = { worksheet, columns: fields, heads: row.number }
  }
  return best
}

// What our own workbooks hide says which line a row is, and nothing of it.
const isHiddenFrom = ({ hiddenColumns }: ReadWorksheet, field: string, at: number) =>
  hiddenColumns.includes(at) && field !== 'id' && field !== 'slug'
