import type { ReadCell, ReadRow } from '#platform/spreadsheets/workbook.ts'
import { columnsNamed, sheetFields, type FoundSheet, type SpreadsheetVocabulary } from './heads.ts'
import type { Columns, SheetLine } from './sheet-line.ts'
import { summedRows } from './summed-rows.ts'
import { isTotal } from './totals.ts'

/** The rows of a worksheet: those that are lines, and the numbers of those that are left out because of what they are. */
export interface SheetLines {
  lines: SheetLine[]
  /** The lines that stand in hidden rows, by what identifies them. */
  hiddenIds: string[]
  hidden: number[]
  totals: number[]
  heads: number[]
  /** Of other initiatives of the plan. */
  others: number[]
  /** Rows above the heads that hold something. */
  above: number[]
  /** The tables of the worksheet: the row of heads of each, and its columns. */
  tables: { heads: number; columns: Columns }[]
}

type RowKind = 'lines' | 'hidden' | 'totals' | 'others' | 'none'

/** Sorts the rows of a worksheet of the initiative `slug`. */
export function linesOf(found: FoundSheet, words: SpreadsheetVocabulary, slug: string): SheetLines {
  const { worksheet, firstHeads, heads } = found
  const sorted: SheetLines = {
    ...{ lines: [], hiddenIds: [], hidden: [], totals: [], heads: [], others: [] },
    above: worksheet.rows.filter(({ number }) => number < firstHeads).map(({ number }) => number),
    tables: [{ heads, columns: found.columns }],
  }
  let columns: Columns = found.columns
  for (const row of worksheet.rows.filter(({ number }) => number > heads)) {
    const named = columnsNamed(row, words, worksheet)
    if (named === null) sortRow(sorted, row, columns, slug)
    else {
      // A head that is repeated on the next row is the one of keys that our own workbooks hide.
      if (row.number > heads + 1) sorted.heads.push(row.number)
      sorted.tables.push({ heads: row.number, columns: named })
      columns = named
    }
  }
  return withoutSums(sorted)
}

function withoutSums(sorted: SheetLines): SheetLines {
  const { certain, doubtful } = summedRows(sorted.lines)
  const totals = [...sorted.totals, ...Array.from(certain, ({ number }) => number)].sort((a, b) => a - b)
  const lines = sorted.lines.filter((line) => !certain.has(line))
  return {
    ...{ ...sorted, totals },
    lines: lines.map((line) => (doubtful.has(line) ? { ...line, mayBeTotal: true } : line)),
  }
}

function sortRow(sorted: SheetLines, row: ReadRow, columns: Columns, slug: string) {
  const cells = row.cells.map((cell, at) => (isCountedAbove(cell) && at !== columns.get('month') ? null : cell))
  const line = { number: row.number, id: textAt(cells, columns, 'id'), columns, cells }
  const kind = kindOf(line, row.hidden, slug)
  if (row.hidden && line.id !== null) sorted.hiddenIds.push(line.id)
  if (kind === 'lines') sorted.lines.push(line)
  else if (kind !== 'none') sorted[kind].push(row.number)
}

const isCountedAbove = (cell: ReadCell) => cell !== null && 'number' in cell && cell.repeated === true

function kindOf(line: SheetLine, isHidden: boolean, slug: string): RowKind {
  const { id, cells, columns } = line
  const of = textAt(cells, columns, 'slug')
  const isEmpty = sheetFields.every((field) => (cells[columns.get(field) ?? -1] ?? null) === null)
  if (isEmpty || id === 'total') return 'none'
  if (of !== null && of !== slug) return 'others'
  if (isHidden) return 'hidden'
  return id === null && isTotal(line) ? 'totals' : 'lines'
}

function textAt(cells: readonly ReadCell[], columns: Columns, field: string): string | null {
  const cell = cells[columns.get(field) ?? -1]
  return cell && 'text' in cell ? cell.text.trim() : null
}
