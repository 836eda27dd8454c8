import { newRowKey } from '#platform/forms/row-key.ts'
import { fillRows, readRows, rowKeys, type Body, type Form, type FormProblem } from '#platform/forms/form-kit.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { MergeResult } from '#platform/values/merge.ts'
import { rowForms } from './schema.ts'
import { rowToEdit, type TypedRow } from './row-changes.ts'
import { sectionTables, type RowSection, type StoredRow } from '#modules/plans/plan/section-tables.ts'

export const scopeOf = (section: RowSection): string => `plans:rows.${section}`

/** A section's stored rows as a form for somebody who reads numbers in `locale` and writes texts in `writing`. */
export const formOf = (section: RowSection, rows: readonly StoredRow[], locale: Locale, writing: Locale): Form =>
  fillRows(
    scopeOf(section),
    rowForms[section][locale],
    rows.map((row) => rowToEdit(section, row, writing)) as never,
    (row) => (row as unknown as StoredRow).id,
  )

/** The form as typed, with empty rows added at its end. */
export function withNewRows(body: Body, count: number): Body {
  const keys = Array.from({ length: count }, newRowKey)
  return { ...body, rows: [...rowKeys(body), ...keys].join(' ') }
}

/** The form as typed, with one of its rows once more below it, to be changed and then saved. */
export function withRowDuplicated(body: Body, twice: string): Body {
  const key = newRowKey()
  const prefix = `row.${twice}.`
  const fields = Object.entries(body).filter(([name]) => name.startsWith(prefix) && name !== `${prefix}remove`)
  const copied = fields.map(([name, typed]): [string, Body[string]] => [name.replace(prefix, `row.${key}.`), typed])
  const rows = rowKeys(body).flatMap((each) => (each === twice ? [each, key] : [each]))
  return { ...body, ...Object.fromEntries(copied), rows: rows.join(' '), fresh: key }
}

/** The form with a row for something that was chosen elsewhere, unless it has one. */
export function withRowOf(body: Body, field: string, id: string): Body {
  if (rowKeys(body).some((key) => body[`row.${key}.${field}`] === id)) return body
  const key = newRowKey()
  return { ...body, rows: [...rowKeys(body), key].join(' '), fresh: key, [`row.${key}.${field}`]: id }
}

/** Rows that somebody typed, all of them good, as a form again. */
const formOfTyped = (section: RowSection, rows: readonly TypedRow[], locale: Locale): Form =>
  fillRows(
    scopeOf(section),
    rowForms[section][locale],
    rows.map(({ key, input }) => ({ ...input, id: key })) as never,
    (row) => (row as unknown as StoredRow).id,
  )

/** Where two people changed the same, as their forms show it; a row that one of them removed has no field. */
export interface RowConflict {
  /** The name of the control, and what it holds if theirs is taken. */
  name: string
  instead: string
  row: number
  field: string | null
  mine: string
  theirs: string
  removedBy: 'me' | 'them' | null
}

/** A merged form, in which mine stands where both changed the same, and what of theirs can be taken instead. */
export function formOfMerged(section: RowSection, { rows, clashes }: MergeResult, locale: Locale) {
  const { values } = formOfTyped(section, rows, locale)
  const other = formOfTyped(section, rows.map(theirsIn(clashes)), locale).values
  const conflicts = clashes.map(({ key, field, mine }): RowConflict => {
    const row = rows.findIndex((each) => each.key === key) + 1
    if (field === null) return { name: `row.${key}.remove`, row, field, ...removal(mine === undefined) }
    const name = `row.${key}.${field}`
    const [own, their] = [values, other].map((texts) => [texts[name] ?? ''].flat().join(', ')) as [string, string]
    return { name, row, field, mine: own, theirs: their, instead: their, removedBy: null }
  })
  const ticks = conflicts.filter(({ removedBy }) => removedBy === 'me').map(({ name }) => [name, 'yes'])
  return { values: { ...values, ...(Object.fromEntries(ticks) as Body) }, conflicts }
}

const theirsIn = (clashes: MergeResult['clashes']) => (row: TypedRow) => {
  const own = clashes.filter(({ key, field }) => key === row.key && field !== null)
  const theirs = Object.fromEntries(own.map((clash): [string, unknown] => [clash.field ?? '', clash.theirs]))
  return { key: row.key, input: { ...row.input, ...theirs } }
}

const removal = (byMe: boolean) =>
  ({ mine: '', theirs: '', instead: byMe ? 'no' : 'yes', removedBy: byMe ? 'me' : 'them' }) as const

type Reading = { ok: true; rows: TypedRow[] } | { ok: false; problems: Record<string, FormProblem> }

type Known = readonly { id: string }[]

/** What the rows of a section may hang on: initiatives of the plan, resources of the parish's register. */
interface Place {
  section: RowSection
  initiatives: Known
  resources: Known
}

/** The rows that somebody typed, empty ones left out, or what is wrong with them. */
export function readSection({ section, initiatives, resources }: Place, locale: Locale, body: Body): Reading {
  const reading = readRows(scopeOf(section), rowForms[section][locale], body)
  if (!reading.ok) return { ok: false, problems: reading.form.problems }
  const rows = reading.input.filter(
    ({ key, input }) => !isBlank(input, key.startsWith('new-') ? (takenOver[section] ?? []) : []),
  )
  const problems = {
    ...strangersAmong(rows, 'initiativeId', initiatives, sectionTables[section].of === 'initiative'),
    ...strangersAmong(rows, 'resourceId', resources, true),
  }
  return Object.keys(problems).length === 0 ? { ok: true, rows } : { ok: false, problems }
}

const isNothing = (value: unknown) =>
  value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0)

// A new line takes these over from the one before it, and says nothing by them alone.
const takenOver: Partial<Record<RowSection, string[]>> = { finance: ['month', 'kind', 'category', 'vat'] }

const isBlank = (input: Record<string, unknown>, besides: string[]) =>
  Object.entries(input).every(
    ([field, value]) => field === 'initiativeId' || besides.includes(field) || isNothing(value),
  )

// A row may hang on what belongs to this parish only, whatever a browser sends.
function strangersAmong(rows: TypedRow[], field: string, known: Known, needed: boolean): Record<string, FormProblem> {
  const problems: Record<string, FormProblem> = {}
  for (const { key, input } of rows) {
    if (!(field in input)) continue
    const id = input[field]
    const wrong = id === null ? needed : !known.some((each) => each.id === id)
    if (wrong) problems[`row.${key}.${field}`] = { key: 'choose', params: {} }
  }
  return problems
}
