import { describe, expect, test } from 'vitest'
import { cents, type Cents } from '#platform/values/money.ts'
import { lineAmount, financeTotalsByYear, financeTotals, uncoveredAmount } from '#modules/plans/plan/finance.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { lineKinds, type FinanceLine } from '#modules/plans/plan/initiative-content.ts'

let seed = 778
const random = (below: number) => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed % below
}

const nothing = Object.fromEntries(fundingSources.map((source) => [source, cents(0)])) as Record<
  (typeof fundingSources)[number],
  Cents
>

function aLine(): FinanceLine {
  const line = {
    id: '',
    initiativeId: '',
    kind: lineKinds[random(3)] ?? 'cost',
    month: `20${19 + random(3)}-0${1 + random(9)}` as FinanceLine['month'],
    category: 'other' as const,
    what: null,
    unit: '',
    quantity: random(100_000) / 100,
    unitPrice: cents(random(1_000_000)),
    vat: 'gross' as const,
    ...nothing,
  }
  const first = cents(random(lineAmount(line) + 1))
  return { ...line, fromErdf: first, fromPartner: cents(lineAmount(line) - first) }
}

describe('a financial plan of random lines', () => {
  const lines = Array.from({ length: 10_000 }, aLine)

  test('adds up to the cent, by kind, by year and by source', () => {
    const totals = financeTotals(lines)
    const byYear = financeTotalsByYear(lines)
    for (const kind of lineKinds) {
      const exact = lines.filter((line) => line.kind === kind).reduce((sum, line) => sum + BigInt(lineAmount(line)), 0n)
      expect(BigInt(totals[kind])).toBe(exact)
      expect(byYear.reduce((sum, year) => sum + year.totals[kind], 0)).toBe(totals[kind])
    }
    expect(totals.balance).toBe(totals.income - totals.cost - totals.investment)
    const paid = fundingSources.reduce((sum, source) => sum + totals.bySource[source], 0)
    expect(paid).toBe(totals.cost + totals.investment)
    expect(totals.unbalanced).toBe(0)
  })

  test('is off by a cent where one source is', () => {
    const [line] = lines as [FinanceLine]
    expect(uncoveredAmount({ ...line, fromOther: cents(1) })).toBe(-1)
    expect(financeTotals([{ ...line, fromOther: cents(1) }, line]).unbalanced).toBe(1)
  })
})
