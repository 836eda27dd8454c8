import type { ReadCell, ReadRow, ReadWorksheet } from '#platform/spreadsheets/workbook.ts'
import { asWords, doubtOf } from './doubted-rows.ts'
import { columnsNamed, sheetFields, vatSaid, type FoundSheet, type SpreadsheetVocabulary } from './heads.ts'
import { pricedLines, withOwnFields } from './priced-lines.ts'
import { cellOf, type Columns, type SheetLine, type VatOfHeads } from './sheet-line.ts'
import { summedRows } from './summed-rows.ts'
import { isTotal } from './totals.ts'

/** The rows of a worksheet: those that are lines, and the numbers of those that are left out because of what they are. */
export interface SheetLines {
  lines: SheetLine[]
  /** The lines that stand in hidden rows, by what identifies them. */
  hiddenIds: string[]
  hidden: number[]
  totals: number[]
  /** Whose amount is taken as the price of one. */
  lumpSums: number[]
  /** Whose amount is not quantity times price. */
  differing: number[]
  heads: number[]
  /** Of other initiatives of the plan. */
  others: number[]
  /** Rows above the heads that hold something. */
  above: number[]
  /** The tables of the worksheet: the row of heads of each, and its columns. */
  tables: Table[]
}

interface Table {
  heads: number
  columns: Columns
  vat: VatOfHeads
}

type RowKind = 'lines' | 'hidden' | 'totals' | 'others' | 'none'

/** Sorts the rows of a worksheet of the initiative `slug`. */
export function linesOf(found: FoundSheet, words: SpreadsheetVocabulary, slug: string): SheetLines {
  const { worksheet, firstHeads, heads } = found
  let table = tableOf(worksheet, firstHeads, heads, found.columns)
  const sorted: SheetLines = {
    ...{ lines: [], hiddenIds: [], hidden: [], totals: [], lumpSums: [], differing: [], heads: [], others: [] },
    above: worksheet.rows.filter(({ number }) => number < firstHeads).map(({ number }) => number),
    tables: [table],
  }
  for (const row of worksheet.rows.filter(({ number }) => number > heads)) {
    const named = columnsNamed(row, words, worksheet)
    if (named !== null) {
      // A head that is repeated on the next row is the one of keys that our own workbooks hide.
      if (row.number > heads + 1) sorted.heads.push(row.number)
      table = tableOf(worksheet, row.number, row.number, named)
      sorted.tables.push(table)
    } else if (row.number === table.heads + 1 && isNumbering(row)) sorted.heads.push(row.number)
    else sortRow(sorted, row, table, slug)
  }
  return withDoubts(sorted, words)
}

const tableOf = (worksheet: ReadWorksheet, firstHeads: number, heads: number, columns: Columns): Table => {
  const said = (field: string) => {
    const at = columns.get(field)
    return at === undefined ? null : vatSaid(worksheet, firstHeads, heads, at)
  }
  return { heads, columns, vat: { unitPrice: said('unitPrice'), amount: said('amount') } }
}

/** Whether a row below heads only numbers the columns, as forms of offices do: 1, 2, 3, 4 = 2 x 3. */
function isNumbering({ cells }: ReadRow): boolean {
  const filled = cells.filter((cell) => cell !== null)
  const numbers = filled.map((cell) => {
    if ('number' in cell) return cell.number
    return 'text' in cell
      ? Number(/^\(?(\d{1,2})[.)]?(?: ?= ?[\d\s().,+*/x×-]{1,30})?$/.exec(cell.text.trim())?.[1] ?? NaN)
      : NaN
  })
  return (
    numbers.length >= 3 && numbers.every((number, at) => number === (numbers[0] ?? 0) + at && Number.isInteger(number))
  )
}

function withDoubts(sorted: SheetLines, words: SpreadsheetVocabulary): SheetLines {
  const own = new Map(sorted.lines.map((line) => [line, line.id === null ? doubtOf(line, words) : null]))
  // Where nobody has written down any amount, lines are words alone.
  const isBare = sorted.lines.every((line) => own.get(line) === 'texts')
  const isWords = (line: SheetLine) => own.get(line) === 'texts' && !isBare
  const { certain, doubtful, described } = summedRows(sorted.lines.filter((line) => !isWords(line)))
  const doubted = sorted.lines
    .filter((line) => !certain.has(line))
    .map((line): SheetLine => {
      if (isWords(line)) return asWords(line)
      const sum = doubtful.has(line) ? 'maybe_totals' : described.has(line) ? 'equal_sums' : null
      const said = own.get(line)
      const doubt = said === 'vat_rows' || said === 'funding_rows' ? said : (sum ?? (said === 'percents' ? said : null))
      return doubt === null ? line : { ...line, doubt }
    })
  const totals = [...sorted.totals, ...Array.from(certain, ({ number }) => number)].sort((a, b) => a - b)
  return { ...sorted, totals, ...pricedLines(doubted) }
}

function sortRow(sorted: SheetLines, row: ReadRow, { columns, vat }: Table, slug: string) {
  const cells = row.cells.map((cell, at) => (isCountedAbove(cell) && at !== columns.get('month') ? null : cell))
  const line = withOwnFields({ number: row.number, id: textAt(cells, columns, 'id'), columns, cells, vat })
  const kind = kindOf(line, row.hidden, slug)
  if (row.hidden && line.id !== null) sorted.hiddenIds.push(line.id)
  if (kind === 'lines') sorted.lines.push(line)
  else if (kind !== 'none') sorted[kind].push(row.number)
}

const isCountedAbove = (cell: ReadCell) => cell !== null && 'number' in cell && cell.repeated === true

function kindOf(line: SheetLine, isHidden: boolean, slug: string): RowKind {
  const { id, cells, columns } = line
  const of = textAt(cells, columns, 'slug')
  if (id === 'total' || isEmpty(line)) return 'none'
  if (of !== null && of !== slug) return 'others'
  if (isHidden) return 'hidden'
  return id === null && isTotal(line) ? 'totals' : 'lines'
}

// Numbers in columns that nobody reads are named with these; words may tell what stands beside them, and an amount is one.
function isEmpty(line: SheetLine): boolean {
  if (sheetFields.some((field) => cellOf(line, field) !== null)) return false
  if (line.columns.has('id')) return true
  return (
    cellOf(line, 'amount') === null && !line.cells.some((cell) => cell && 'text' in cell && /\p{L}/u.test(cell.text))
  )
}

function textAt(cells: readonly ReadCell[], columns: Columns, field: string): string | null {
  const cell = cells[columns.get(field) ?? -1]
  return cell && 'text' in cell ? cell.text.trim() : null
}
