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

/** A cell as it was read: its text as a person in that language would type it, and where it stands. */
export type ReadCell = { text: string } | { number: number } | { date: string } | { fault: 'formula' | 'error' } | null

export interface ReadWorksheet {
  name: string
  rows: { number: number; cells: ReadCell[] }[]
}

/** Why a workbook cannot be read; words are in `spreadsheets:import.file.errors`. */
export const readingProblems = ['spreadsheet_damaged', 'spreadsheet_too_large', 'spreadsheet_external'] as const
export type ReadingProblem = (typeof readingProblems)[number]

export const mostCells = 10_000
export const mostBytes = 5 * 1024 * 1024

/** The letters of a column, A for 0. */
export function lettersOf(column: number): string {
  const rest = column % 26
  const before = Math.floor(column / 26)
  return (before > 0 ? lettersOf(before - 1) : '') + String.fromCharCode(65 + rest)
}
