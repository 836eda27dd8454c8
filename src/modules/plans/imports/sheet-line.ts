import type { ReadCell } from '#platform/spreadsheets/workbook.ts'
import type { SaidVat } from './head-words.ts'

/** Where each field stands, counted from 0. */
export type Columns = ReadonlyMap<string, number>

/** What the heads of prices and of amounts say of VAT. */
export interface VatOfHeads {
  unitPrice: SaidVat | null
  amount: SaidVat | null
}

/**
 * Why a person must look at a row: it may add up others, comes to their sum though it says what it is, is VAT, says who pays, is a
 * share of others, or holds words alone.
 */
export type Doubt = 'maybe_totals' | 'equal_sums' | 'vat_rows' | 'funding_rows' | 'percents' | 'texts'

/** A row of a worksheet that is a line of the plan, and where its fields stand: heads further down may name them in another order. */
export interface SheetLine {
  number: number
  id: string | null
  columns: Columns
  cells: ReadCell[]
  vat: VatOfHeads
  doubt?: Doubt
}

const leftOut: ReadonlySet<Doubt> = new Set(['maybe_totals', 'vat_rows', 'funding_rows', 'texts'])

/** Whether a line is shown as one to be left out, until somebody says otherwise. */
export const isLeftOut = ({ doubt }: SheetLine): boolean => doubt !== undefined && leftOut.has(doubt)

/** What stands in a line's field; null where nothing does. */
export const cellOf = ({ cells, columns }: Pick<SheetLine, 'cells' | 'columns'>, field: string): ReadCell =>
  cells[columns.get(field) ?? -1] ?? null
