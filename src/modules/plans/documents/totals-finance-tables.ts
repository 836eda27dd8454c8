import type { TableColumn, TextRun, Table } from '#platform/pdf/document.ts'
import type { DocumentLanguage } from '#platform/pdf/labels.ts'
import type { FundingSource } from '#modules/plans/plan/funding-sources.ts'
import type { FinanceTotals } from '#modules/plans/plan/finance.ts'

export const kindsOfLine = ['cost', 'investment', 'income'] as const
const kindsOfTotal = [...kindsOfLine, 'balance'] as const

/** An amount without its unit, which the column's head names. */
export const bare = ({ money }: DocumentLanguage, amount: number) => money(amount).replace('€', '').trim()

/** What lines come to, a row for each initiative or year, with who pays. */
export function totalsTable(
  speech: DocumentLanguage,
  caption: string,
  head: string,
  rows: readonly [TextRun, FinanceTotals][],
  used: readonly FundingSource[],
  all: FinanceTotals,
): Table {
  const { t } = speech
  const cells = (name: TextRun, totals: FinanceTotals): TextRun[] => [
    name,
    ...kindsOfTotal.map((kind): TextRun => [bare(speech, totals[kind])]),
    ...used.map((source): TextRun => [bare(speech, totals.bySource[source])]),
  ]
  const euros = (name: string): TableColumn => ({ head: name, width: 'fit', number: true })
  return {
    caption: [caption, { small: ` (${t('pdf:in_euros')})` }],
    columns: [
      { head, width: 1 },
      ...kindsOfTotal.map((kind) => euros(t(`plans:totals.${kind}`))),
      ...used.map((source) => euros(t(`plans:rows.finance.${source}.label`))),
    ],
    rows: rows.map(([name, totals]) => cells(name, totals)),
    totals: [cells([t('total')], all)],
  }
}
