import { sumOfCents } from '#platform/values/money.ts'
import type { TableColumn, DocumentPart, TextRun, Table } from '#platform/pdf/document.ts'
import { printable } from '#platform/pdf/localised-text.ts'
import { fundingSources, type FundingSource } from '#modules/plans/plan/funding-sources.ts'
import { type FinanceLine } from '#modules/plans/plan/initiative-content.ts'
import { lineAmount, financeTotalsByYear, financeTotals, type FinanceTotals } from '#modules/plans/plan/finance.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'
import { textOrDash, type DocumentLanguage } from '#platform/pdf/labels.ts'

type Line = Omit<FinanceLine, 'id' | 'initiativeId'>

/** The financial plans of all initiatives and what they come to by initiative and by year, with who pays. */
export function financeParts(speech: DocumentLanguage, { initiatives }: PlanSnapshot): DocumentPart[] {
  const lines = initiatives.flatMap((initiative) => initiative.lines)
  if (lines.length === 0) return []
  const { t, say } = speech
  const used = fundingSources.filter((source) => lines.some((line) => line[source] > 0))
  const years = financeTotalsByYear(lines).map(({ year, totals }): [TextRun, FinanceTotals] => [[year], totals])
  const undated = lines.filter(({ month }) => month === null)
  const byYear =
    undated.length === 0 ? years : [...years, [['–'], financeTotals(undated)] satisfies [TextRun, FinanceTotals]]
  const byInitiative = initiatives.map(({ title, lines }): [TextRun, FinanceTotals] => [
    say(title),
    financeTotals(lines),
  ])
  return [
    {
      wide: [
        { heading: [t('plans:sections.finance')], level: 1 },
        ...initiatives
          .filter((initiative) => initiative.lines.length > 0)
          .map((initiative) => ({ table: tableOf(speech, say(initiative.title), initiative.lines) })),
        {
          table: totalsTable(
            speech,
            t('pdf:by_initiative'),
            t('plans:rows.target-groups.initiativeId.label'),
            byInitiative,
            used,
            financeTotals(lines),
          ),
        },
        { table: totalsTable(speech, t('plans:by_year'), t('plans:year'), byYear, used, financeTotals(lines)) },
      ],
    },
  ]
}

/** An amount without its unit, which the column's head names. */
const bare = ({ money }: DocumentLanguage, amount: number) => money(amount).replace('€', '').trim()

function tableOf(speech: DocumentLanguage, caption: TextRun, lines: readonly Line[]): Table {
  const { t } = speech
  const head = (name: string) => t(`plans:rows.finance.${name}.label` as never)
  const used = fundingSources.filter((source) => lines.some((line) => line[source] > 0))
  const fit = (name: string, number = false): TableColumn => ({ head: name, width: 'fit', number })
  return {
    caption,
    columns: [
      fit(t('pdf:no'), true),
      fit(head('month')),
      fit(head('kind')),
      { head: head('what'), width: 1 },
      fit(head('quantity'), true),
      fit(head('unit')),
      fit(head('unitPrice'), true),
      fit(`${t('plans:amount')}, €`, true),
      ...used.map((source) => fit(head(source), true)),
    ],
    rows: lines.map((line, at) => rowOf(speech, line, at + 1, used)),
    totals: kindsOfLine.flatMap((kind) =>
      sumsOf(
        speech,
        lines.filter((line) => line.kind === kind),
        kind,
        used,
      ),
    ),
  }
}

function rowOf(speech: DocumentLanguage, line: Line, number: number, used: readonly FundingSource[]): TextRun[] {
  const { t, say } = speech
  const about = [
    line.category && t(`plans:line_categories.${line.category}`),
    line.vat && t(`plans:vat.${line.vat}`),
  ].filter(Boolean)
  return [
    [String(number)],
    [line.month ? line.month.split('-').reverse().join('.') : '–'],
    [line.kind ? t(`plans:line_kinds.${line.kind}`) : '–'],
    [...textOrDash(say(line.what)), { small: about.length ? ` (${about.join(', ')})` : '' }],
    [line.quantity === null ? '–' : speech.number(line.quantity)],
    [printable(line.unit)],
    [line.unitPrice === null ? '–' : bare(speech, line.unitPrice)],
    [bare(speech, lineAmount(line))],
    ...used.map((source): TextRun => [line[source] === 0 ? '' : bare(speech, line[source])]),
  ]
}

function sumsOf(
  speech: DocumentLanguage,
  lines: readonly Line[],
  kind: (typeof kindsOfLine)[number],
  used: readonly FundingSource[],
) {
  if (lines.length === 0) return []
  const given = used.map((source): TextRun => [bare(speech, sumOfCents(lines.map((line) => line[source])))])
  return [
    [
      [],
      [],
      [],
      [speech.t(`plans:totals.${kind}`)],
      [],
      [],
      [],
      [bare(speech, sumOfCents(lines.map(lineAmount)))],
      ...given,
    ],
  ]
}

const kindsOfLine = ['cost', 'investment', 'income'] as const
const kindsOfTotal = [...kindsOfLine, 'balance'] as const

function totalsTable(
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
