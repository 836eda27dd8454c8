import type { ReadCell } from '#platform/spreadsheets/workbook.ts'
import { parseEuros, plainDecimal } from '#platform/values/money.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import type { SheetLine } from './sheet-line.ts'
import { isUncounted } from './totals.ts'

/** A line with what is reckoned of it, in cents: its amounts by column, and quantity times price. */
interface Reckoned {
  line: SheetLine
  amounts: Map<string, number>
  worth: number
  /** Whether it may be the sum of others: nothing says how much of what it is. */
  mayBeSum: boolean
}

/** A plan has no more lines one after the other that somebody adds up. */
const mostAdded = 500
const money = ['amount', ...fundingSources]

/**
 * The rows whose amounts are the sum of lines right above or below them, whatever they are called. `certain` where those lines
 * have quantities or prices and the row has not; else `doubtful`: a person must say.
 */
export function summedRows(lines: readonly SheetLine[]): { certain: Set<SheetLine>; doubtful: Set<SheetLine> } {
  const all = lines.map(reckoned)
  const counted = all.map(({ line }) => !isUncounted(line))
  const certain = all.filter((row, at) => {
    if (!row.mayBeSum || isDescribed(row.line)) return false
    const [above, below] = addedUp(all, at, (index) => counted[index] === true)
    // A single line makes a sum of what stands above it as the name of a group, and nothing else does.
    return above >= 2 || below >= 2 || (below === 1 && isNamedOnly(row.line))
  })
  const isCertain = new Set(certain)
  const isDoubtful = new Set<Reckoned>()
  const isAdded = (index: number) => {
    const row = all[index]
    return row !== undefined && !isCertain.has(row) && !isDoubtful.has(row)
  }
  for (const [at, row] of all.entries()) {
    if (row.mayBeSum && isAdded(at) && addedUp(all, at, isAdded).some((count) => count >= 2)) isDoubtful.add(row)
  }
  const linesOf = (rows: Iterable<Reckoned>) => new Set([...rows].map(({ line }) => line))
  return { certain: linesOf(isCertain), doubtful: linesOf(isDoubtful) }
}

/** How many of the lines above, and below, come to just what a row says; 0 where none do. */
function addedUp(all: readonly Reckoned[], at: number, isAdded: (index: number) => boolean): [number, number] {
  const row = all[at]
  return row ? [countTo(row, all, at, -1, isAdded), countTo(row, all, at, 1, isAdded)] : [0, 0]
}

function countTo(
  { amounts }: Reckoned,
  all: readonly Reckoned[],
  at: number,
  step: 1 | -1,
  isAdded: (index: number) => boolean,
): number {
  const sums = new Map<string, number>()
  let [worth, count] = [0, 0]
  for (let index = at + step; index >= 0 && index < all.length && count < mostAdded; index += step) {
    const other = all[index]
    if (!other || !isAdded(index)) continue
    count += 1
    worth += other.worth
    for (const field of amounts.keys()) sums.set(field, (sums.get(field) ?? 0) + (other.amounts.get(field) ?? 0))
    const isSum = [...amounts].every(([field, amount]) => sums.get(field) === amount || worth === amount)
    if (isSum) return count
  }
  return 0
}

function reckoned(line: SheetLine): Reckoned {
  const cell = (field: string) => line.cells[line.columns.get(field) ?? -1] ?? null
  const found = money.map((field): [string, number] => [field, centsIn(cell(field))])
  const amounts = new Map(found.filter(([, amount]) => amount !== 0))
  const worth = Math.round(numberIn(cell('quantity')) * centsIn(cell('unitPrice')))
  return { line, amounts, worth, mayBeSum: line.id === null && amounts.size > 0 && isUncounted(line) }
}

const isFilled =
  ({ cells, columns }: SheetLine) =>
  (field: string) =>
    (cells[columns.get(field) ?? -1] ?? null) !== null

const isNamedOnly = (line: SheetLine) => !['month', 'kind', 'category', 'unit', 'vat'].some(isFilled(line))

// Whoever says when or for what something is may mean a lump sum: a person must say.
const isDescribed = (line: SheetLine) => ['month', 'kind'].some(isFilled(line))

function centsIn(cell: ReadCell): number {
  if (cell === null) return 0
  if ('number' in cell) return Math.round(cell.number * 100)
  return 'text' in cell ? (parseEuros(cell.text) ?? 0) : 0
}

function numberIn(cell: ReadCell): number {
  if (cell === null) return 0
  if ('number' in cell) return cell.number
  return 'text' in cell ? Number(plainDecimal(cell.text) ?? 0) : 0
}
