import { sumOfCents } from '#platform/values/money.ts'
import type { TableColumn, DocumentPart, TextRun, Table } from '#platform/pdf/document.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { fundingSources, type FundingSource } from '#modules/plans/plan/funding-sources.ts'
import { type FinanceLine } from '#modules/plans/plan/initiative-content.ts'
import { lineAmount, financeTotalsByYear, financeTotals, type FinanceTotals } from '#modules/plans/plan/finance.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'
import { bare, kindsOfLine, totalsTable } from './totals-finance-tables.ts'
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
          .map((initiative) => ({ table: tableOf(speech, initiative.title, initiative.lines) })),
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

function tableOf(speech: DocumentLanguage, title: Multilingual | null, lines: readonly Line[]): Table {
  const { t } = speech
  const head = (name: string) => t(`plans:rows.finance.${name}.label` as never)
  const used = fundingSources.filter((source) => lines.some((line) => line[source] > 0))
  const fit = (name: string, number = false): TableColumn => ({ head: name, width: 'fit', number })
  return {
    caption: [
      ...speech.say(title),
      ...speech.languageNotice(lines.flatMap((line) => [line.what, unitOf(speech, title, line)])),
    ],
    columns: [
      fit(t('pdf:no'), true),
      fit(head('month')),
      fit(head('kind')),
      { head: head('what'), width: 1 },
      fit(head('quantity'), true),
      // A unit of many letters would take the room of what is bought.
      lines.some(({ unit }) => unit.length > 12) ? { head: head('unit'), width: 0.5 } : fit(head('unit')),
      fit(head('unitPrice'), true),
      fit(`${t('plans:amount')}, €`, true),
      ...used.map((source) => fit(head(source), true)),
    ],
    rows: lines.map((line, at) => rowOf(speech, title, line, at + 1, used)),
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

const unitOf = ({ beside }: DocumentLanguage, title: Multilingual | null, { what, unit }: Line) =>
  beside(what ?? title, unit)

function rowOf(
  speech: DocumentLanguage,
  title: Multilingual | null,
  line: Line,
  number: number,
  used: readonly FundingSource[],
): TextRun[] {
  const { t, inline } = speech
  const about = [
    line.category && t(`plans:line_categories.${line.category}`),
    line.vat && t(`plans:vat.${line.vat}`),
  ].filter(Boolean)
  return [
    [String(number)],
    [line.month ? line.month.split('-').reverse().join('.') : '–'],
    [line.kind ? t(`plans:line_kinds.${line.kind}`) : '–'],
    [...textOrDash(inline(line.what)), { small: about.length ? ` (${about.join(', ')})` : '' }],
    [line.quantity === null ? '–' : speech.number(line.quantity)],
    inline(unitOf(speech, title, line)),
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
