import { parseMonth } from '#platform/forms/typed-time.ts'
import { cents, parseEuros, type Cents } from '#platform/values/money.ts'
import { plainDecimal } from '#platform/values/plain-decimal.js'
import { rowKeys, type Body, type Form } from '#platform/forms/form-kit.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { lineKinds, type FinanceLine } from '#modules/plans/plan/initiative-content.ts'
import {
  lineAmount,
  financeTotalsByYear,
  financeTotals,
  uncoveredAmount,
  type FinanceTotals,
} from '#modules/plans/plan/finance.ts'

export interface FinanceSums {
  amounts: Record<string, { amount: number; rest: number }>
  totals: FinanceTotals
  years: { year: string; totals: FinanceTotals }[]
}

type SummedLine = Omit<FinanceLine, 'initiativeId' | 'category' | 'what' | 'unit' | 'vat'>

/** What the lines of a financial plan come to. */
export const financeSums = (lines: readonly SummedLine[]): FinanceSums => ({
  amounts: Object.fromEntries(
    lines.map((line) => [line.id, { amount: lineAmount(line), rest: uncoveredAmount(line) }]),
  ),
  totals: financeTotals(lines),
  years: financeTotalsByYear(lines),
})

/** The same as they are typed; a cell that holds no number counts as nothing. */
export function financeSumsAsTyped({ values }: Form): FinanceSums {
  const kept = rowKeys(values).filter((key) => values[`row.${key}.remove`] !== 'yes')
  const amountOf = amountReader()
  return financeSums(kept.map((id) => ({ id, ...typedLine(values, id, amountOf) })))
}

// Most of the amounts of a plan are alike: each is read once.
function amountReader() {
  const known = new Map<string, Cents | null>()
  return (typed: string): Cents | null => {
    const before = known.get(typed)
    if (before !== undefined) return before
    const amount = parseEuros(typed)
    known.set(typed, amount)
    return amount
  }
}

function typedLine(values: Body, key: string, amountOf: (typed: string) => Cents | null) {
  const cell = (field: string) => String(values[`row.${key}.${field}`] ?? '')
  const given = fundingSources.map((source) => [source, amountOf(cell(source)) ?? cents(0)])
  return {
    kind: lineKinds.find((kind) => kind === cell('kind')) ?? null,
    month: parseMonth(cell('month')),
    quantity: Number(plainDecimal(cell('quantity')) ?? 0),
    unitPrice: amountOf(cell('unitPrice')),
    ...(Object.fromEntries(given) as Pick<FinanceLine, (typeof fundingSources)[number]>),
  }
}
