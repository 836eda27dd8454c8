import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Day, Month } from '#platform/values/day.ts'
import { parseDay, parseMonth } from '#platform/forms/typed-time.ts'
import { fields } from '#platform/forms/fields.ts'
import { formats } from '#platform/i18n/format.ts'
import { locales } from '#platform/i18n/locale.ts'
import { cents, parseEuros, timesQuantity, type Cents } from '#platform/values/money.ts'
import { plainDecimal } from '#platform/values/plain-decimal.js'
import { financeWorkbook } from '#modules/plans/imports/finance-spreadsheet.ts'
import { lineAmount, financeTotalsByYear, financeTotals, uncoveredAmount } from '#modules/plans/plan/finance.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import {
  lineCategories,
  lineKinds,
  vatModes,
  type FinanceLine,
  type PlannedInitiative,
} from '#modules/plans/plan/initiative-content.ts'
import { readWorkbook, writeWorkbook } from '#platform/spreadsheets/pool.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const text = { source: 'lv' as const, lv: 'Materiāli' }
const hundredths = fc.integer({ min: 0, max: 99_999_999 })
const months = fc
  .tuple(fc.integer({ min: 2019, max: 2023 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}` as Month)

// A line whose sources are its amount cut at random places, so that they equal it to the cent.
const balancedLine = fc
  .record({
    kind: fc.constantFrom(...lineKinds),
    month: fc.option(months, { nil: null }),
    category: fc.constantFrom(...lineCategories),
    vat: fc.constantFrom(...vatModes),
    quantity: fc.integer({ min: 0, max: 99_999 }).map((each) => each / 100),
    unitPrice: fc.integer({ min: 0, max: 9_999_999 }).map(cents),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
  })
  .map(({ cuts, ...line }): FinanceLine => {
    const amount = lineAmount(line)
    const at = [0, ...cuts.map((cut) => Math.floor(cut * amount)).sort((a, b) => a - b), amount]
    const shares = fundingSources.map((source, index): [string, Cents] => [
      source,
      cents((at[index + 1] ?? 0) - (at[index] ?? 0)),
    ])
    return { id: '', initiativeId: '', what: text, unit: 'gab.', ...line, ...Object.fromEntries(shares) } as FinanceLine
  })

const budget = fc.array(balancedLine, { maxLength: 20 })
const runs = (numRuns: number) => ({ numRuns })

describe('random budgets', () => {
  test('amount to quantity times price, rounded half up once', () => {
    fc.assert(
      fc.property(hundredths, hundredths, (quantity, price) => {
        fc.pre(BigInt(quantity) * BigInt(price) < 9_000_000_000_000_000n)
        const exact = BigInt(quantity) * BigInt(price)
        const rounded = exact / 100n + (exact % 100n >= 50n ? 1n : 0n)
        expect(BigInt(timesQuantity(quantity / 100, cents(price)))).toBe(rounded)
      }),
      runs(2500),
    )
  })

  test('add up by kind, by year, by source, in whatever order, and whatever their VAT', () => {
    fc.assert(
      fc.property(budget, (lines) => {
        const totals = financeTotals(lines)
        for (const kind of lineKinds) {
          const exact = lines
            .filter((line) => line.kind === kind)
            .reduce((all, line) => all + BigInt(lineAmount(line)), 0n)
          expect(BigInt(totals[kind])).toBe(exact)
        }
        const paid = fundingSources.reduce((all, source) => all + totals.bySource[source], 0)
        expect(paid).toBe(totals.cost + totals.investment)
        expect(totals.balance).toBe(totals.income - totals.cost - totals.investment)
        expect(totals.unbalanced).toBe(0)
        expect(financeTotals(lines.toReversed())).toEqual(totals)
        const undated = financeTotals(lines.filter(({ month }) => month === null))
        const years = financeTotalsByYear(lines).reduce<number>(
          (all, { totals: { balance } }) => all + balance,
          undated.balance,
        )
        expect(years).toBe(totals.balance)
      }),
      runs(1500),
    )
  })

  test('are out of balance by the very cent that a source is out', () => {
    fc.assert(
      fc.property(
        balancedLine,
        fc.constantFrom(...fundingSources),
        fc.integer({ min: 1, max: 100_000 }),
        (line, source, off) => {
          expect(uncoveredAmount(line)).toBe(0)
          expect(uncoveredAmount({ ...line, [source]: cents(line[source] + off) })).toBe(-off)
        },
      ),
      runs(1000),
    )
  })

  test('amount in the database to what they do in the portal', async ({ db }) => {
    const initiative = await db('initiatives').first<{ id: string }>('id')
    const lines = fc.sample(balancedLine, 300)
    const rows = lines.map(({ id: _, ...line }, position) => ({
      ...line,
      initiativeId: initiative.id,
      position: position + 1000,
    }))
    const stored = await db('financeLines')
      .insert(rows)
      .returning(['position', 'amount', ...fundingSources])
    for (const row of z.array(z.looseObject({ position: z.number(), amount: z.number() })).parse(stored)) {
      const line = lines[row.position - 1000] as FinanceLine
      expect(row.amount).toBe(lineAmount(line))
      expect(fundingSources.reduce((all, source) => all + Number(row[source]), 0)).toBe(lineAmount(line))
    }
  })

  test('stand in a spreadsheet to the cent, and their sums too', async () => {
    const lines = fc.sample(balancedLine, 200)
    const initiative = { id: '', slug: 'one', title: text } as PlannedInitiative
    const read = await readWorkbook(await writeWorkbook(financeWorkbook('lv', 'lv', 'one', [initiative], lines)))
    if ('fault' in read) throw new Error(read.fault)
    const [, keys, ...rows] = read.worksheets[0]?.rows ?? []
    const at = (key: string) => keys?.cells.findIndex((cell) => cell && 'text' in cell && cell.text === key) ?? -1
    const centsAt = (row: (typeof rows)[number] | undefined, key: string) => {
      const cell = row?.cells[at(key)]
      return cell && 'number' in cell ? Math.round(cell.number * 100) : 0
    }
    lines.forEach((line, index) => {
      expect(centsAt(rows[index], 'amount')).toBe(lineAmount(line))
      expect(fundingSources.reduce((all, source) => all + centsAt(rows[index], source), 0)).toBe(lineAmount(line))
    })
    expect(centsAt(rows.at(-1), 'amount')).toBe(lines.reduce((all, line) => all + lineAmount(line), 0))
  })
})

describe('what people type', () => {
  const spaced = (typed: string, space: string) => typed.replaceAll(/[\s\u00a0\u202f]/g, space)

  test('as an amount comes back as it was shown, in each language and with every kind of space', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999_999 }),
        fc.constantFrom(' ', '\u00a0', '\u202f', ''),
        (amount, space) => {
          for (const locale of locales) {
            const euros = fields(locale).euros()
            const shown = euros.encode(cents(amount))
            expect(euros.decode(shown)).toBe(amount)
            expect(parseEuros(spaced(formats[locale].money(amount), space))).toBe(amount)
          }
        },
      ),
      runs(1500),
    )
  })

  test('as a quantity comes back, and so do days and months', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), days, months, (quantity, date, month) => {
        const day = date.toISOString().slice(0, 10) as Day
        for (const locale of locales) {
          const field = fields(locale)
          expect(field.quantity().decode(field.quantity().encode(quantity / 100))).toBe(quantity / 100)
          expect(field.day().decode(field.day().encode(day))).toBe(day)
          expect(field.month().decode(field.month().encode(month))).toBe(month)
        }
        const [year, number, date_] = day.split('-').map(Number)
        expect(parseDay(`${date_}.${number}.${year}.`)).toBe(day)
        expect(parseDay(day)).toBe(day)
        expect(parseMonth(month)).toBe(month)
      }),
      runs(1500),
    )
  })

  test('is refused where it may mean two things, or nothing', () => {
    const thousand = fc.tuple(
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 0, max: 999 }),
      fc.constantFrom('.', ','),
    )
    fc.assert(
      fc.property(thousand, ([before, after, mark]) => {
        expect(parseEuros(`${before}${mark}${String(after).padStart(3, '0')}`)).toBeNull()
        expect(plainDecimal(`${before},${after % 100},${after % 10}`)).toBeNull()
        expect(parseEuros(`\u2212${before}`)).toBeNull()
        expect(plainDecimal(`\u2212${before}`)).toBe(`-${before}`)
      }),
      runs(1500),
    )
    for (const wrong of ['1.234', '12,3,4', '1e3', '0x10', '--1', '1 €€', '٣', 'NaN', 'Infinity', '1.2345,6'])
      expect(parseEuros(wrong), wrong).toBeNull()
  })
})
