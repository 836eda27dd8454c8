/** A cell as it is written: a text that stays one, a number, a day that is the first of its month, or a formula of ours. */
export type Cell = string | number | null | { month: string } | { formula: string; result: number }

/** How a column's numbers are shown. */
export type CellKind = 'text' | 'euros' | 'quantity' | 'month'

export interface WorksheetColumn {
  /** What the column is known by in every language; it stands in a hidden row below the heads. */
  key: string
  head: string
  kind: CellKind
  width: number
  hidden?: boolean
  /** The values that may be chosen, which the worksheet of codes lists. */
  choices?: readonly string[]
}

export interface Worksheet {
  name: string
  columns: WorksheetColumn[]
  rows: Cell[][]
  totals: Cell[]
}

/** A workbook as it is written: a worksheet to work in, and one that tells which values may stand where. */
export interface Workbook {
  worksheet: Worksheet
  codes: { name: string; columns: { head: string; key: string; values: { key: string; word: string }[] }[] }
  title: string
}

/** A cell as it was read: what stands in it as a person sees it, a formula never but by the value it had. */
export type ReadCell =
  | { text: string }
  /**
   * `percent` where it is shown in hundredths, `sums` where it adds up other rows of its sheet, `repeated` where it stands in a
   * row above, in a cell that is joined with this one.
   */
  | { number: number; percent?: true; sums?: true; repeated?: true }
  | { date: string }
  | { fault: 'formula' | 'error' }
  | null

export interface ReadRow {
  /** As spreadsheet programs count, from 1. */
  number: number
  hidden: boolean
  cells: ReadCell[]
}

/** A worksheet that can be seen, with its rows that hold anything. */
export interface ReadWorksheet {
  name: string
  rows: ReadRow[]
  /** Counted from 0. */
  hiddenColumns: number[]
  /** Why it cannot be taken, though its first rows can be looked at; words are in `spreadsheets:import.spreadsheet.errors`. */
  fault?: 'spreadsheet_too_large' | 'spreadsheet_external'
  /** Whether something stands behind the last column that is read. */
  wider?: true
}

export type WorkbookReading = { worksheets: ReadWorksheet[]; hiddenSheets: string[] } | { fault: 'spreadsheet_damaged' }

export const mostCells = 10_000
/** Letters in the texts of a worksheet: a page has to show them. */
export const mostLetters = 1_000_000
export const mostBytes = 5 * 1024 * 1024
/** Columns that are read; what stands behind is named. */
export const mostColumns = 200

/** The letters of a column, A for 0. */
export function lettersOf(column: number): string {
  const rest = column % 26
  const before = Math.floor(column / 26)
  return (before > 0 ? lettersOf(before - 1) : '') + String.fromCharCode(65 + rest)
}

/** The column of letters, 0 for A; NaN where they are none. */
export function columnOf(letters: string): number {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return Number.NaN
  return Array.from(letters.toUpperCase()).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
