import type { ReadCell, ReadRow, ReadWorksheet } from '#platform/spreadsheets/workbook.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { costs, fieldSaid, isInThousands, vatIn, type SaidVat } from './head-words.ts'

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
/** Rows in which heads may stand: letters begin with whom they are to and from. */
const firstRows = 50

/** A text in small letters, without diacritics and characters that nobody sees, with single spaces; its first 200 letters. */
const spelledPlainly = (text: string): string =>
  text
    .slice(0, 200)
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')

/** A word as heads and choices are compared: spelled plainly, nothing at its edges that only marks it, no unit. */
export function plainName(text: string): string {
  const bare = withoutEnd(spelledPlainly(text), ' *:').replace(/^[ *]{1,9}/, '')
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
  const spelled = spelledPlainly(head).trim()
  if (isInThousands(spelled)) return undefined
  const remark = /[)\]]$/.test(name) ? Math.max(name.lastIndexOf('('), name.lastIndexOf('[')) : name.length
  const named = [name, plainName(name.slice(0, remark))]
  const own = named.map((each) => columns.get(each) ?? columns.get(each.replaceAll('- ', ''))).find(Boolean)
  return own ?? fieldSaid(spelled.replace(/^[ *]{1,9}/, ''), columns)
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

/** The fields of heads as the columns of a worksheet whose lines stand below row `heads`. */
function columnsFrom(fields: Map<string, number>, worksheet: ReadWorksheet, heads: number): Map<string, number> {
  const columns = new Map([...fields].filter(([field, at]) => !isHiddenFrom(worksheet, field, at)))
  const isOfNumbers = (at: number) => {
    const cells = worksheet.rows.filter(({ number }) => number > heads).map((row) => row.cells[at] ?? null)
    const filled = cells.filter(Boolean)
    return filled.filter(isNumeric).length * 2 > filled.length
  }
  const [of, vat] = [columns.get(costs), columns.get('vat')]
  columns.delete(costs)
  if (of !== undefined) {
    const field = isOfNumbers(of) ? 'amount' : 'what'
    if (!columns.has(field)) columns.set(field, of)
  }
  // A rate or an amount of VAT says nothing of whether a price is with it.
  if (vat !== undefined && isOfNumbers(vat)) columns.delete('vat')
  return columns
}

const isNumeric = (cell: ReadCell) =>
  cell !== null && ('number' in cell || ('text' in cell && /^[\d\s.,]{1,20}[%€]?$/.test(cell.text.trim())))

/** The columns by a row further down that names them rather than holding a line; null where it does not. */
export function columnsNamed(
  { number, cells }: ReadRow,
  words: SpreadsheetVocabulary,
  worksheet: ReadWorksheet,
): Map<string, number> | null {
  const fields = fieldsIn(cells, words)
  if (!isEnough(fields, cells) || countOf(fields) * 2 <= cells.filter(Boolean).length) return null
  return columnsFrom(fields, worksheet, number)
}

/** Whether these are heads: three of ours, or what a line is for and what it comes to, without any number beside them. */
const isEnough = (fields: ReadonlyMap<string, number>, cells: readonly ReadCell[]) =>
  countOf(fields) >= fewestHeads ||
  (['what', 'amount', costs].filter((field) => fields.has(field)).length >= 2 && !cells.some(isNumeric))

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

const named = [...sheetFields, 'amount', costs]
const countOf = (fields: ReadonlyMap<string, number>) => named.filter((field) => fields.has(field)).length

/**
 * The columns of a worksheet by the first rows that say what a line is for, else by those that name most. Our own name them twice,
 * in words and in hidden keys below; heads that are repeated further down are others, since lines stand above.
 */
export function headsOf(worksheet: ReadWorksheet, words: SpreadsheetVocabulary): FoundSheet | null {
  const rows = worksheet.rows.filter(({ number }) => number <= firstRows)
  const found = rows.flatMap((row, at) => headsAt(worksheet, words, row, rows[at + 1]))
  const first = found.find(({ columns }) => columns.has('what'))
  const near = first ? found.filter(({ firstHeads }) => firstHeads <= first.heads + 1) : found
  return near.reduce<FoundSheet | null>(better, null)
}

// Of two that name as many, the lower one counts where it stands right below, as keys do.
function better(best: FoundSheet | null, each: FoundSheet): FoundSheet {
  if (!best) return each
  const more = countOf(each.columns) - countOf(best.columns)
  const isBelow = best.heads === each.firstHeads - 1
  if (more < 0 || (more === 0 && !(isBelow && each.firstHeads === each.heads))) return best
  return { ...each, firstHeads: isBelow ? best.firstHeads : each.firstHeads }
}

/** What a row names alone, and what it does together with the one below: "Unit" above "price", "Funding" above "ERDF". */
function headsAt(
  worksheet: ReadWorksheet,
  words: SpreadsheetVocabulary,
  row: ReadRow,
  below: ReadRow | undefined,
): FoundSheet[] {
  const found: FoundSheet[] = []
  const fields = fieldsIn(row.cells, words)
  if (isEnough(fields, row.cells) && (!row.hidden || fields.has('id'))) {
    const columns = columnsFrom(fields, worksheet, row.number)
    found.push({ worksheet, columns, firstHeads: row.number, heads: row.number })
  }
  const joined = row.hidden ? null : joinedHeads(row, below, words)
  if (!joined || !below) return found
  const columns = columnsNamed({ ...row, number: below.number, cells: joined }, words, worksheet)
  const alone = Math.max(countOf(fields), countOf(fieldsIn(below.cells, words)))
  if (columns && countOf(columns) > alone)
    found.push({ worksheet, columns, firstHeads: row.number, heads: below.number })
  return found
}

/** Whether prices are with VAT, as the head of their column says; null where it says nothing. */
export function vatSaid({ rows }: ReadWorksheet, firstHeads: number, heads: number, at: number): SaidVat | null {
  const above = rows.filter(({ number }) => number >= firstHeads && number <= heads)
  return vatIn(spelledPlainly(above.map(({ cells }) => textOf(cells[at])).join(' ')))
}

// What our own workbooks hide says which line a row is, and nothing of it.
const isHiddenFrom = ({ hiddenColumns }: ReadWorksheet, field: string, at: number) =>
  hiddenColumns.includes(at) && field !== 'id' && field !== 'slug'
