import { cents, sumOfCents, timesQuantity, type Cents } from '#platform/values/money.ts'
import { fundingSources, type FundingSource } from './funding-sources.ts'
import { lineKinds, type FinanceLine } from './initiative-content.ts'

type Priced = Pick<FinanceLine, 'quantity' | 'unitPrice'>
type Sourced = Pick<FinanceLine, FundingSource>
type Line = Priced & Sourced & Pick<FinanceLine, 'kind'>

/** What a line costs or brings: quantity x unit price, rounded once; nothing while either is missing. */
export const lineAmount = ({ quantity, unitPrice }: Priced): Cents =>
  quantity === null || unitPrice === null ? cents(0) : timesQuantity(quantity, unitPrice)

/** What the sources of a line do not cover yet; negative where they give too much. */
export const uncoveredAmount = (line: Priced & Sourced): Cents =>
  cents(lineAmount(line) - sumOfCents(fundingSources.map((source) => line[source])))

export interface FinanceTotals {
  cost: Cents
  income: Cents
  investment: Cents
  /** Income less costs and investments. */
  balance: Cents
  /** Who pays for costs and investments. Income pays nobody's bill twice, so its lines are left out. */
  bySource: Record<FundingSource, Cents>
  unbalanced: number
}

/** The sums of financial lines, in cents. */
export function financeTotals(lines: readonly Line[]): FinanceTotals {
  const [cost, income, investment] = lineKinds.map((kind) =>
    sumOfCents(lines.filter((line) => line.kind === kind).map(lineAmount)),
  ) as [Cents, Cents, Cents]
  const spending = lines.filter(({ kind }) => kind !== 'income')
  return {
    cost,
    income,
    investment,
    balance: cents(income - cost - investment),
    bySource: Object.fromEntries(
      fundingSources.map((source) => [source, sumOfCents(spending.map((line) => line[source]))]),
    ) as FinanceTotals['bySource'],
    unbalanced: lines.filter((line) => uncoveredAmount(line) !== 0).length,
  }
}

/** The years that dated lines lie in, oldest first, each with its own totals. */
export function financeTotalsByYear(
  lines: readonly (Line & Pick<FinanceLine, 'month'>)[],
): { year: string; totals: FinanceTotals }[] {
  const years = [...new Set(lines.flatMap(({ month }) => month?.slice(0, 4) ?? []))].sort()
  return years.map((year) => ({ year, totals: financeTotals(lines.filter(({ month }) => month?.startsWith(year))) }))
}
