import type { ReadCell } from '#platform/spreadsheets/workbook.ts'
import { parseEuros } from '#platform/values/money.ts'
import { plainDecimal } from '#platform/values/plain-decimal.js'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { cellOf, isLeftOut, type SheetLine } from './sheet-line.ts'

/** What stands in a cell as an amount of cents; 0 where none does. */
export function centsIn(cell: ReadCell): number {
  if (cell === null) return 0
  if ('number' in cell) return Math.round(cell.number * 100)
  return 'text' in cell ? (parseEuros(cell.text) ?? 0) : 0
}

/** What stands in a cell as a number; 0 where none does. */
export function numberIn(cell: ReadCell): number {
  if (cell === null) return 0
  if ('number' in cell) return cell.number
  return 'text' in cell ? Number(plainDecimal(cell.text) ?? 0) : 0
}

/** Lines as the plan keeps them, and the rows of those whose amount is taken as a price, or is another than quantity times price. */
interface PricedLines {
  lines: SheetLine[]
  lumpSums: number[]
  differing: number[]
}

/** Lines with a price each, where a sheet says what they come to and not what one costs, and with the VAT that heads say. */
export function pricedLines(lines: readonly SheetLine[]): PricedLines {
  const isLump = (line: SheetLine) =>
    line.id === null && cellOf(line, 'unitPrice') === null && centsIn(cellOf(line, 'amount')) > 0
  return {
    lines: lines.map((line) => withVat(isLump(line) ? withPrice(line) : line)),
    lumpSums: lines
      .filter((line) => isLump(line) && !isLeftOut(line) && unitsOf(line) === 1)
      .map(({ number }) => number),
    differing: lines.filter(differs).map(({ number }) => number),
  }
}

// The price of one, where it comes to whole cents; else the amount as the price of all.
function withPrice(line: SheetLine): SheetLine {
  const units = unitsOf(line)
  const price = { number: centsIn(cellOf(line, 'amount')) / 100 / units }
  const quantity = units === numberIn(cellOf(line, 'quantity')) ? line : withCell(line, 'quantity', { number: units })
  return withCell(quantity, 'unitPrice', price, line.columns.get('amount'))
}

function unitsOf(line: SheetLine): number {
  const quantity = numberIn(cellOf(line, 'quantity'))
  return quantity > 0 && Number.isInteger(centsIn(cellOf(line, 'amount')) / quantity) ? quantity : 1
}

/**
 * A row with its name in the place of one, where it stands in a column that nobody reads, such as that of numbers, and with its
 * quantity apart from the unit that is written behind it.
 */
export function withOwnFields(line: SheetLine): SheetLine {
  if (line.id !== null) return line
  const read = new Set(line.columns.values())
  const name = line.cells.find((cell, at) => cell && 'text' in cell && /\p{L}{3}/u.test(cell.text) && !read.has(at))
  const named = name && cellOf(line, 'what') === null && hasAmount(line) ? withCell(line, 'what', name) : line
  return cellOf(named, 'unit') === null ? withUnitApart(named) : named
}

function withUnitApart(line: SheetLine): SheetLine {
  const quantity = cellOf(line, 'quantity')
  const text = quantity && 'text' in quantity ? quantity.text.trim() : ''
  const [, count, unit] = /^([\d ]{1,12}(?:[.,]\d{1,3})?) ?(\p{L}[\p{L}\d².³]{0,12})$/u.exec(text) ?? []
  if (count === undefined || unit === undefined) return line
  return withCell(withCell(line, 'quantity', { text: count.trim() }), 'unit', { text: unit })
}

const hasAmount = (line: SheetLine) =>
  ['quantity', 'unitPrice', 'amount', ...fundingSources].some((field) => cellOf(line, field) !== null)

function withVat(line: SheetLine): SheetLine {
  const { columns, vat, id } = line
  const said = columns.get('unitPrice') === columns.get('amount') ? vat.amount : vat.unitPrice
  const isPriced = cellOf(line, 'unitPrice') !== null
  return said !== null && isPriced && id === null && !columns.has('vat') ? withCell(line, 'vat', { text: said }) : line
}

/** A line with something in a field, at a place behind all cells where it has no column, or over another one's. */
function withCell(line: SheetLine, field: string, cell: ReadCell, over?: number): SheetLine {
  const at =
    over ??
    line.columns.get(field) ??
    Math.max(line.cells.length, ...[...line.columns.values()].map((each) => each + 1))
  const cells = Array.from({ length: Math.max(line.cells.length, at + 1) }, (_, column) => line.cells[column] ?? null)
  return { ...line, columns: new Map([...line.columns, [field, at]]), cells: cells.with(at, cell) }
}

function differs(line: SheetLine): boolean {
  const { id, vat } = line
  const [quantity, price, amount] = [
    numberIn(cellOf(line, 'quantity')),
    centsIn(cellOf(line, 'unitPrice')),
    centsIn(cellOf(line, 'amount')),
  ]
  if (id !== null || quantity === 0 || price === 0 || amount === 0) return false
  const isWithAndWithout = vat.unitPrice !== null && vat.amount !== null && vat.unitPrice !== vat.amount
  return !isWithAndWithout && Math.abs(Math.round(quantity * price) - amount) > 1
}
