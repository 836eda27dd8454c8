import { randomUUID } from 'node:crypto'
import { fillRows, rowKeys, type Body, type Form, type Problem } from '#web/form.ts'
import type { Locale } from '#lib/locale.ts'
import { parseMonth } from '#lib/day.ts'
import { cents, parseEuros, plainDecimal } from '#lib/money.ts'
import { rowForms } from './forms.ts'
import type { StoredRow } from './queries.ts'
import { rowToEdit } from './saving.ts'
import { amountOf, totalsByYear, totalsOf, uncovered, type Totals } from './finance.ts'
import { lineKinds, sources, type FinanceLine } from './plan.ts'
import type { RowSection } from './sections.ts'

export const scopeOf = (section: RowSection): string => `plans:rows.${section}`

/** A section's stored rows as a form for somebody who reads numbers in `locale` and writes texts in `writing`. */
export const formOf = (section: RowSection, rows: readonly StoredRow[], locale: Locale, writing: Locale): Form =>
  fillRows(
    scopeOf(section),
    rowForms[section][locale],
    rows.map((row) => rowToEdit(section, row, writing)) as never,
    (row) => String((row as unknown as StoredRow).id),
  )

const newKey = () => `new-${randomUUID().slice(0, 8)}`

/** The form as typed, with empty rows added at its end. */
export function withNewRows(body: Body, count: number): Body {
  const keys = Array.from({ length: count }, newKey)
  return { ...body, rows: [...rowKeys(body), ...keys].join(' ') }
}

/** Columns of a spreadsheet's rows, in the order in which the page names them. */
export const pastedColumns = ['month', 'kind', 'category', 'what', 'quantity', 'unit', 'unitPrice', 'vat'] as const

/**
 * Rows copied from a spreadsheet (tabs between cells, or semicolons) as new rows of the form, nothing saved yet. Words of
 * a choice are recognised in the page's language; what is not recognised stays empty and shows as missing.
 */
export function withPastedRows(body: Body, choices: Record<string, Map<string, string>>): Body {
  const pasted = typeof body['pasted'] === 'string' ? body['pasted'] : ''
  const lines = pasted
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 500)
  const values: Body = { ...body, pasted: '' }
  const keys = lines.map((line) => {
    const key = newKey()
    line.split(line.includes('\t') ? '\t' : ';').forEach((cell, at) => {
      const field = pastedColumns[at]
      if (field) values[`row.${key}.${field}`] = choices[field]?.get(cell.trim().toLowerCase()) ?? cell.trim()
    })
    return key
  })
  return { ...values, rows: [...rowKeys(body), ...keys].join(' ') }
}

export interface Difference {
  row: number
  field: string
  mine: string
  theirs: string
}

/** Where what one person typed differs from what another saved meanwhile, field by field, in the order of the rows. */
export function differencesOf(mine: Body, theirs: Body): Difference[] {
  const keys = [...new Set([...rowKeys(theirs), ...rowKeys(mine)])]
  return keys.flatMap((key, at) => {
    const fields = [...new Set([...fieldsOf(mine, key), ...fieldsOf(theirs, key)])]
    return fields.flatMap((field) => {
      const [a, b] = [mine, theirs].map((body) =>
        [body[`row.${key}.${field}`] ?? ''].flat().join(', ').replaceAll('\r\n', '\n').trim(),
      )
      return a === b || field === 'remove' ? [] : [{ row: at + 1, field, mine: a ?? '', theirs: b ?? '' }]
    })
  })
}

const fieldsOf = (body: Body, key: string) =>
  Object.keys(body).flatMap((name) => (name.startsWith(`row.${key}.`) ? [name.slice(`row.${key}.`.length)] : []))

/** Problems of rows that hang on an initiative which is not of this plan. */
export function strangers(
  rows: { key: string; input: Record<string, unknown> }[],
  known: readonly { id: string }[],
  needed: boolean,
): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  for (const { key, input } of rows) {
    if (!('initiativeId' in input)) continue
    const id = input['initiativeId']
    if (id === null ? needed : !known.some((each) => each.id === id))
      problems[`row.${key}.initiativeId`] = { key: 'choose', params: {} }
  }
  return problems
}

export interface Sums {
  amounts: Record<string, { amount: number; rest: number }>
  totals: Totals
  years: { year: string; totals: Totals }[]
}

/** What the lines of a financial plan come to as they are typed; a cell that holds no number counts as nothing. */
export function sumsOf({ values }: Form): Sums {
  const kept = rowKeys(values).filter((key) => values[`row.${key}.remove`] !== 'yes')
  const lines = kept.map((key) => ({ key, ...typedLine(values, key) }))
  return {
    amounts: Object.fromEntries(lines.map((line) => [line.key, { amount: amountOf(line), rest: uncovered(line) }])),
    totals: totalsOf(lines),
    years: totalsByYear(lines),
  }
}

function typedLine(values: Body, key: string) {
  const cell = (field: string) => String(values[`row.${key}.${field}`] ?? '')
  const given = sources.map((source) => [source, parseEuros(cell(source)) ?? cents(0)])
  return {
    kind: lineKinds.find((kind) => kind === cell('kind')) ?? null,
    month: parseMonth(cell('month')),
    quantity: Number(plainDecimal(cell('quantity')) ?? 0),
    unitPrice: parseEuros(cell('unitPrice')),
    ...(Object.fromEntries(given) as Pick<FinanceLine, (typeof sources)[number]>),
  }
}
