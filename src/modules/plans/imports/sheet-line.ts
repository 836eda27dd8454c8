import type { ReadCell } from '#platform/spreadsheets/workbook.ts'

/** Where each field stands, counted from 0. */
export type Columns = ReadonlyMap<string, number>

/** A row of a worksheet that is a line of the plan, and where its fields stand: heads further down may name them in another order. */
export interface SheetLine {
  number: number
  id: string | null
  columns: Columns
  cells: ReadCell[]
  /** Whether it may only add up others. */
  mayBeTotal?: true
}
