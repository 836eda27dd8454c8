import { cents, sumOfCents, timesQuantity, type Cents } from '#lib/money.ts'
import { lineKinds, sources, type FinanceLine, type Source } from './content.ts'

type Priced = Pick<FinanceLine, 'quantity' | 'unitPrice'>
type Sourced = Pick<FinanceLine, Source>
type Line = Priced & Sourced & Pick<FinanceLine, 'kind'>

/** What a line costs or brings: quantity x unit price, rounded once; nothing while either is missing. */
export const amountOf = ({ quantity, unitPrice }: Priced): Cents =>
  quantity === null || unitPrice === null ? cents(0) : timesQuantity(quantity, unitPrice)

/** What the sources of a line do not cover yet; negative where they give too much. */
export const uncovered = (line: Priced & Sourced): Cents =>
  cents(amountOf(line) - sumOfCents(sources.map((source) => line[source])))

export interface Totals {
  cost: Cents
  income: Cents
  investment: Cents
  /** Income less costs and investments. */
  balance: Cents
  /** Who pays for costs and investments. Income pays nobody's bill twice, so its lines are left out. */
  bySource: Record<Source, Cents>
  unbalanced: number
}

/** The sums of financial lines, in cents. */
export function totalsOf(lines: readonly Line[]): Totals {
  const [cost, income, investment] = lineKinds.map((kind) =>
    sumOfCents(lines.filter((line) => line.kind === kind).map(amountOf)),
  ) as [Cents, Cents, Cents]
  const spending = lines.filter(({ kind }) => kind !== 'income')
  return {
    cost,
    income,
    investment,
    balance: cents(income - cost - investment),
    bySource: Object.fromEntries(
      sources.map((source) => [source, sumOfCents(spending.map((line) => line[source]))]),
    ) as Totals['bySource'],
    unbalanced: lines.filter((line) => uncovered(line) !== 0).length,
  }
}

/** The years that dated lines lie in, oldest first, each with its own totals. */
export function totalsByYear(
  lines: readonly (Line & Pick<FinanceLine, 'month'>)[],
): { year: string; totals: Totals }[] {
  const years = [...new Set(lines.flatMap(({ month }) => month?.slice(0, 4) ?? []))].sort()
  return years.map((year) => ({ year, totals: totalsOf(lines.filter(({ month }) => month?.startsWith(year))) }))
}
