import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { textsShown, mergeTexts, type InAllLanguages } from './fields.ts'
import type { Locale } from '#platform/i18n/locale.ts'

export interface FormProblem {
  key: string
  params: object
  /** The key of its field's name, where that is not among the form's words. */
  label?: string
}

type Typed = string | string[] | undefined

/** What a browser posted: flat names, each with one text or several. */
export type Body = Record<string, Typed>

/** A form as a page shows it: what was typed, and what is wrong with it. `scope` is where its words live. */
export interface Form {
  scope: string
  values: Record<string, Typed>
  problems: Record<string, FormProblem>
  /** One-time key of a form that creates something, so that sending it twice makes one record. */
  key: string
}

type Reading<T> = { ok: true; input: T } | { ok: false; form: Form }

const form = (scope: string, values: Body, problems: Record<string, FormProblem> = {}): Form => ({
  scope,
  values,
  problems,
  key: formKey(values),
})

/** An empty form, with what is known beforehand filled in. */
export const blankForm = (scope: string, values: Body = {}): Form => form(scope, values)

/** A form holding a stored value, ready to be edited. */
export const fillForm = <S extends z.ZodObject>(scope: string, schema: S, stored: z.output<S>): Form =>
  form(scope, z.encode(schema, stored) as Body)

/** The same form with problems found after reading, such as a broken rule of the database. */
export const withProblems = (scope: string, body: Body, problems: Record<string, FormProblem>): Form =>
  form(scope, body, problems)

/** Reads a posted form: either good input, or the same form again with its problems. */
export function readForm<S extends z.ZodObject>(scope: string, schema: S, body: Body = {}): Reading<z.output<S>> {
  const result = schema.safeParse(body)
  return result.success
    ? { ok: true, input: result.data }
    : { ok: false, form: form(scope, body, problemsOf(result.error)) }
}

/** A form holding a stored value, its texts as they are in the language `writing`. */
export const fillFormIn = <S extends z.ZodObject>(
  writing: Locale,
  scope: string,
  schema: S,
  stored: InAllLanguages<z.output<S>>,
): Form => fillForm(scope, schema, { ...stored, ...textsShown(writing, schema, stored) } as z.output<S>)

/** What was read, its texts written in `writing` beside what there was `before`, and which of them are missing. */
export function withTexts<S extends z.ZodObject>(
  writing: Locale,
  schema: S,
  input: z.output<S>,
  before: object | null,
): { input: InAllLanguages<z.output<S>>; problems: Record<string, FormProblem> } {
  const texts = mergeTexts(writing, schema, input, before)
  const missing = texts.filter(({ isMissing }) => isMissing)
  return {
    input: { ...input, ...Object.fromEntries(texts.map(({ name, text }) => [name, text])) } as InAllLanguages<
      z.output<S>
    >,
    problems: Object.fromEntries(missing.map(({ name }) => [name, { key: 'required', params: {} }])),
  }
}

/** Reads a posted form whose texts are written in `writing`, beside what there was `before` in other languages. */
export function readFormIn<S extends z.ZodObject>(
  writing: Locale,
  scope: string,
  schema: S,
  body: Body,
  before: object | null,
): Reading<InAllLanguages<z.output<S>>> {
  const reading = readForm(scope, schema, body)
  if (!reading.ok) return reading
  const { input, problems } = withTexts(writing, schema, reading.input, before)
  return Object.keys(problems).length === 0 ? { ok: true, input } : { ok: false, form: form(scope, body, problems) }
}

/** The one-time key a form was sent with, or a new one. */
export const formKey = (body: Body): string =>
  typeof body['key'] === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(body['key'])
    ? body['key']
    : randomUUID()

export interface FormRow<T> {
  key: string
  input: T
}

/**
 * Reads the rows of a form, posted as `row.<key>.<field>` with their order in `rows`; rows ticked `row.<key>.remove` are
 * left out. The problems carry the full field names.
 */
export function readRows<S extends z.ZodObject>(scope: string, schema: S, body: Body): Reading<FormRow<z.output<S>>[]> {
  const rows: FormRow<z.output<S>>[] = []
  const problems: Record<string, FormProblem> = {}
  for (const key of rowKeys(body)) {
    if (body[`row.${key}.remove`] === 'yes') continue
    const result = schema.safeParse(rowValues(schema, body, key))
    if (result.success) rows.push({ key, input: result.data })
    else Object.assign(problems, problemsOf(result.error, `row.${key}.`))
  }
  return Object.keys(problems).length === 0
    ? { ok: true, input: rows }
    : { ok: false, form: form(scope, body, problems) }
}

/** A form of stored rows, ready to be edited; `keyOfRow` names each row. */
export function fillRows<S extends z.ZodObject, T extends z.output<S>>(
  scope: string,
  schema: S,
  rows: readonly T[],
  keyOfRow: (row: T) => string,
): Form {
  const values: Body = { rows: rows.map(keyOfRow).join(' ') }
  const fields = Object.entries(schema.shape).map(([name, field]) => ({ name, encode: encoderOf(field as Field) }))
  for (const row of rows) {
    const prefix = `row.${keyOfRow(row)}.`
    for (const { name, encode } of fields) values[prefix + name] = encode((row as Record<string, unknown>)[name])
  }
  return form(scope, values)
}

type Field = z.ZodType<unknown, Typed>

/**
 * Encodes the values of one field in many rows, of which most are alike. Rules between fields are for reading: a row that
 * breaks one is shown all the same.
 */
function encoderOf(field: Field): (value: unknown) => Typed {
  const known = new Map<unknown, Typed>()
  return (value) => {
    if (known.has(value)) return known.get(value)
    const encoded = z.encode(field, value)
    // A list is another one each time.
    if (typeof value !== 'object' || value === null) known.set(value, encoded)
    return encoded
  }
}

/** The keys of a form's rows, in their order on the page; a key is a row's id or `new-…`. */
export const rowKeys = ({ rows }: Body): string[] =>
  typeof rows === 'string'
    ? [...new Set(rows.split(' ').filter((key) => /^[\w-]{1,40}$/.test(key)))].slice(0, 2000)
    : []

/** The form as posted, with the other value wherever somebody chose it over their own (`instead.<name>`). */
export function withResolvedConflicts(body: Body): Body {
  const chosen = Object.entries(body).filter(([name]) => name.startsWith('instead.'))
  return { ...body, ...Object.fromEntries(chosen.map(([name, value]) => [name.slice('instead.'.length), value])) }
}

function rowValues(schema: z.ZodObject, body: Body, key: string): Body {
  const values: Body = {}
  for (const field of Object.keys(schema.shape)) values[field] = body[`row.${key}.${field}`]
  return values
}

function problemsOf(error: z.ZodError, prefix = ''): Record<string, FormProblem> {
  const problems: Record<string, FormProblem> = {}
  for (const issue of error.issues) {
    problems[`${prefix}${String(issue.path[0])}`] ??= {
      key: issue.message,
      params: { ...issue, max: (issue as { maximum?: unknown }).maximum },
    }
  }
  return problems
}

/** A field in which two people's forms differ. */
export interface FieldDifference {
  field: string
  mine: string
  theirs: string
}

/** Where what one person typed differs from what another saved meanwhile. */
export function differencesOf(mine: Form, theirs: Form): FieldDifference[] {
  const text = ({ values }: Form, field: string) =>
    String(values[field] ?? '')
      .replaceAll('\r\n', '\n')
      .trim()
  return Object.keys(theirs.values)
    .filter((field) => field !== 'version' && text(mine, field) !== text(theirs, field))
    .map((field) => ({ field, mine: text(mine, field), theirs: text(theirs, field) }))
}
