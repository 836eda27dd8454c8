import type { Locale } from '#platform/i18n/locale.ts'
import { sumOfCents } from '#platform/values/money.ts'
import { localise } from '#platform/i18n/text.ts'
import { lettersOf, type Cell, type WorksheetColumn, type Workbook } from '#platform/spreadsheets/workbook.ts'
import { translations } from '#platform/i18n/translations.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import {
  lineCategories,
  lineKinds,
  vatModes,
  type FinanceLine,
  type PlannedInitiative,
} from '#modules/plans/plan/initiative-content.ts'
import { lineAmount, uncoveredAmount } from '#modules/plans/plan/finance.ts'

/** Columns that hold one of a few values, with where their words are. */
export const choiceColumns = [
  ['kind', 'line_kinds', lineKinds],
  ['category', 'line_categories', lineCategories],
  ['vat', 'vat', vatModes],
] as const

type Titled = Pick<PlannedInitiative, 'id' | 'slug' | 'title'>

/** The financial lines of some initiatives as a workbook, with their sums as formulas. */
export function financeWorkbook(
  locale: Locale,
  writing: Locale,
  name: string,
  initiatives: readonly Titled[],
  lines: readonly FinanceLine[],
): Workbook {
  const { t } = translations[locale]
  const columns = columnsIn(locale)
  const at: At = (key) => lettersOf(columns.findIndex((column) => column.key === key))
  const rows = lines.map((line, index): Cell[] => {
    const initiative = initiatives.find(({ id }) => id === line.initiativeId)
    const cells: Record<string, Cell> = {
      ...valuesOf(line, locale, writing),
      ...sumsOf(line, index + firstRow, at),
      slug: initiative?.slug ?? '',
      initiative: localise(writing, initiative?.title).text,
    }
    return columns.map(({ key }) => cells[key] ?? null)
  })
  const totals = columns.map(({ key }) => (key === 'what' ? t('total') : totalOf(key, lines, at)))
  return {
    title: `${t('plans:sections.finance')}: ${name}`,
    worksheet: { name: t('plans:sections.finance'), columns, rows, totals },
    codes: {
      name: t('spreadsheets:codes'),
      columns: choiceColumns.map(([field, group, keys]) => ({
        key: field,
        head: t(`plans:rows.finance.${field}.label`),
        values: keys.map((key) => ({ key, word: t(`plans:${group}.${key}` as never) })),
      })),
    },
  }
}

/** The letters of a column by its key. */
type At = (key: string) => string

// The heads and their keys stand above.
const firstRow = 3

function valuesOf(line: FinanceLine, locale: Locale, writing: Locale): Record<string, Cell> {
  const { t } = translations[locale]
  const said = choiceColumns.map(([field, group]) => [
    field,
    line[field] && t(`plans:${group}.${line[field]}` as never),
  ])
  return {
    id: line.id,
    month: line.month && { month: line.month },
    what: localise(writing, line.what).text,
    unit: line.unit,
    quantity: line.quantity,
    unitPrice: line.unitPrice === null ? null : line.unitPrice / 100,
    ...Object.fromEntries(fundingSources.map((source) => [source, line[source] === 0 ? null : line[source] / 100])),
    ...(Object.fromEntries(said) as Record<string, Cell>),
  }
}

const sumsOf = (line: FinanceLine, row: number, at: At): Record<string, Cell> => ({
  amount: { formula: `ROUND(${at('quantity')}${row}*${at('unitPrice')}${row},2)`, result: lineAmount(line) / 100 },
  rest: {
    formula: `ROUND(${at('amount')}${row}-SUM(${at('fromErdf')}${row}:${at('fromOther')}${row}),2)`,
    result: uncoveredAmount(line) / 100,
  },
})

function totalOf(key: string, lines: readonly FinanceLine[], at: At): Cell {
  if (key === 'id') return 'total'
  const source = fundingSources.find((each) => each === key)
  const cents = { amount: lineAmount, rest: uncoveredAmount }[key] ?? (source && ((line: FinanceLine) => line[source]))
  if (!cents) return null
  const range = `${at(key)}${firstRow}:${at(key)}${lines.length + firstRow - 1}`
  return { formula: `SUM(${range})`, result: sumOfCents(lines.map(cents)) / 100 }
}

/** The columns of a financial plan in the order of its form, with their heads in one language. */
export function columnsIn(locale: Locale): WorksheetColumn[] {
  const { t } = translations[locale]
  const label = (key: string) => t(`plans:rows.finance.${key}.label` as never)
  const text = (key: string, width: number): WorksheetColumn => ({ key, head: label(key), kind: 'text', width })
  const euros = (key: string, head: string): WorksheetColumn => ({ key, head, kind: 'euros', width: 14 })
  return [
    { key: 'id', head: 'ID', kind: 'text', width: 8, hidden: true },
    { key: 'slug', head: 'slug', kind: 'text', width: 8, hidden: true },
    { key: 'initiative', head: t('plans:rows.target-groups.initiativeId.label'), kind: 'text', width: 24 },
    { key: 'month', head: label('month'), kind: 'month', width: 10 },
    text('kind', 14),
    text('category', 14),
    text('what', 40),
    { key: 'quantity', head: label('quantity'), kind: 'quantity', width: 10 },
    text('unit', 10),
    euros('unitPrice', label('unitPrice')),
    text('vat', 18),
    euros('amount', `${t('plans:amount')}, €`),
    ...fundingSources.map((source) => euros(source, `${label(source)}, €`)),
    euros('rest', `${t('plans:uncovered')}, €`),
  ]
}
