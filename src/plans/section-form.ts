import { randomUUID } from 'node:crypto'
import { fillRows, readRows, rowKeys, type Body, type Form, type Problem } from '#web/form.ts'
import type { Locale } from '#lib/locale.ts'
import { rowForms } from './forms.ts'
import { rowToEdit, type TypedRow } from './saving.ts'
import { tables, type RowSection, type StoredRow } from './sections.ts'

export const scopeOf = (section: RowSection): string => `plans:rows.${section}`

/** A section's stored rows as a form for somebody who reads numbers in `locale` and writes texts in `writing`. */
export const formOf = (section: RowSection, rows: readonly StoredRow[], locale: Locale, writing: Locale): Form =>
  fillRows(
    scopeOf(section),
    rowForms[section][locale],
    rows.map((row) => rowToEdit(section, row, writing)) as never,
    (row) => (row as unknown as StoredRow).id,
  )

export const newKey = () => `new-${randomUUID().slice(0, 8)}`

/** The form as typed, with empty rows added at its end. */
export function withNewRows(body: Body, count: number): Body {
  const keys = Array.from({ length: count }, newKey)
  return { ...body, rows: [...rowKeys(body), ...keys].join(' ') }
}

export interface Difference {
  row: number
  field: string
  mine: string
  theirs: string
}

/** The form as typed, with the rows that somebody else added meanwhile at its end, so that saving it drops none of them. */
export function withTheirRows(mine: Body, theirs: Body): Body {
  const own = rowKeys(mine)
  const added = rowKeys(theirs).filter((key) => !own.includes(key))
  const values = Object.entries(theirs).filter(([name]) => added.some((key) => name.startsWith(`row.${key}.`)))
  return { ...mine, ...Object.fromEntries(values), rows: [...own, ...added].join(' '), fresh: added.join(' ') }
}

/** Where what one person typed differs from what another saved meanwhile, field by field, in the order of the rows. */
export function differencesOf(mine: Body, theirs: Body): Difference[] {
  return rowKeys(mine).flatMap((key, at) => {
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

type Reading = { ok: true; rows: TypedRow[] } | { ok: false; problems: Record<string, Problem> }

interface Place {
  section: RowSection
  initiatives: readonly { id: string }[]
}

/** The rows that somebody typed, empty ones left out, or what is wrong with them. */
export function readSection({ section, initiatives }: Place, locale: Locale, body: Body): Reading {
  const reading = readRows(scopeOf(section), rowForms[section][locale], body)
  if (!reading.ok) return { ok: false, problems: reading.form.problems }
  const rows = reading.input.filter(({ input }) => !isBlank(input))
  const problems = strangersAmong(rows, initiatives, tables[section].of === 'initiative')
  return Object.keys(problems).length === 0 ? { ok: true, rows } : { ok: false, problems }
}

const isNothing = (value: unknown) =>
  value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0)

const isBlank = (input: Record<string, unknown>) =>
  Object.entries(input).every(([field, value]) => field === 'initiativeId' || isNothing(value))

// A row may hang on an initiative of this plan only, whatever a browser sends.
function strangersAmong(rows: TypedRow[], known: readonly { id: string }[], needed: boolean): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  for (const { key, input } of rows) {
    if (!('initiativeId' in input)) continue
    const id = input['initiativeId']
    const wrong = id === null ? needed : !known.some((each) => each.id === id)
    if (wrong) problems[`row.${key}.initiativeId`] = { key: 'choose', params: {} }
  }
  return problems
}
