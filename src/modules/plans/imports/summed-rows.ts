import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { isMonth } from './doubted-rows.ts'
import { centsIn, numberIn } from './priced-lines.ts'
import { cellOf, type SheetLine } from './sheet-line.ts'
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

/** The rows that come to the sum of others: surely, perhaps, and though they say themselves what they are. */
export interface SummedRows {
  certain: Set<SheetLine>
  doubtful: Set<SheetLine>
  described: Set<SheetLine>
}

/**
 * The rows whose amounts are the sum of lines right above or below them, whatever they are called. `certain` where those lines
 * have quantities or prices and the row has not; else a person must say: `doubtful` where nothing tells when or for what the
 * row is, else `described`.
 */
export function summedRows(lines: readonly SheetLine[]): SummedRows {
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
  const described = new Set<SheetLine>()
  const isAdded = (index: number) => {
    const row = all[index]
    return row !== undefined && !isCertain.has(row) && !isDoubtful.has(row)
  }
  for (const [at, row] of all.entries()) {
    if (!row.mayBeSum || !isAdded(at)) continue
    const [above, below] = addedUp(all, at, isAdded)
    // A row that is named alone, right below the only line of its block, mostly repeats what that comes to.
    const repeats = above === 1 && isNamedOnly(row.line) && counted[at - 1] === true
    if (above < 2 && below < 2 && !repeats) continue
    if (isDescribed(row.line)) described.add(row.line)
    else isDoubtful.add(row)
  }
  const linesOf = (rows: Iterable<Reckoned>) => new Set(Array.from(rows, ({ line }) => line))
  return { certain: linesOf(isCertain), doubtful: linesOf(isDoubtful), described }
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
    const isSum = [...amounts].every(
      ([field, amount]) => sums.get(field) === amount || (worth === amount && field !== 'quantity'),
    )
    if (isSum) return count
  }
  return 0
}

function reckoned(line: SheetLine): Reckoned {
  const cell = (field: string) => cellOf(line, field)
  const found = money.map((field): [string, number] => [field, centsIn(cell(field))])
  const amounts = new Map(found.filter(([, amount]) => amount !== 0))
  const quantity = numberIn(cell('quantity'))
  const worth = Math.round(quantity * centsIn(cell('unitPrice')))
  const mayBeSum = line.id === null && amounts.size > 0 && cell('unitPrice') === null
  // Quantities are added up too, by whoever adds up all columns.
  const added = new Map([...amounts, ['quantity', Math.round(quantity * 100)] as const].filter(([, sum]) => sum !== 0))
  return { line, amounts: added, worth, mayBeSum }
}

const isFilled = (line: SheetLine) => (field: string) => cellOf(line, field) !== null

const isNamedOnly = (line: SheetLine) => !['month', 'kind', 'category', 'unit', 'vat'].some(isFilled(line))

// Whoever says when or for what something is may mean a lump sum: a person must say.
const isDescribed = (line: SheetLine) => isFilled(line)('kind') || isMonth(cellOf(line, 'month'))
