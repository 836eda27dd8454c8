import type { Locale } from '#platform/i18n/locale.ts'
import {
  blankForm,
  fillFormIn,
  readForm,
  withProblems,
  withTexts,
  type Body,
  type Form,
  type FormProblem,
} from '#platform/forms/form-kit.ts'
import { newItemsForm, itemForm } from './schema.ts'
import type { Item, ItemInput, ItemState } from './item.ts'
import { completeVatSums } from './vat.ts'

export const i18nScope = 'equipment:form'

/** A form for things not entered yet. */
export const newItem = (territory: string): Form =>
  blankForm(i18nScope, { territory, count: '1', state: 'received', funding: 'project' })

/** A stored thing as a form for somebody who writes texts in `writing`. */
export function fillItem(locale: Locale, writing: Locale, item: Item): Form {
  const form = fillFormIn(writing, i18nScope, itemForm[locale], item)
  return { ...form, values: { ...form.values, version: String(item.version) } }
}

type Reading = { ok: true; input: ItemInput } | { ok: false; form: Form }

const problem = (key: string): FormProblem => ({ key, params: {} })

/** What was typed, its texts put into the language they were written in beside those there were. */
export function readItem(locale: Locale, writing: Locale, body: Body, before: Item | null): Reading {
  const reading = readForm(i18nScope, itemForm[locale], body)
  if (!reading.ok) return reading
  const { input, problems } = withTexts(writing, itemForm[locale], reading.input, before)
  const sums = completeVatSums(input)
  if (typeof sums === 'string') problems['gross'] = problem(sums)
  if (typeof sums === 'string' || Object.keys(problems).length > 0)
    return { ok: false, form: withProblems(i18nScope, body, problems) }
  return { ok: true, input: { ...input, ...sums } }
}

export interface NewItemReading {
  count: number
  state: ItemState
  territory: string
}

type ReadingOfEntry = { ok: true; entry: NewItemReading; input: ItemInput } | { ok: false; form: Form }

/** Things being entered: what they are, how many, and how far they have come. */
export function readNewItems(locale: Locale, writing: Locale, body: Body): ReadingOfEntry {
  const entry = readForm(i18nScope, newItemsForm[locale], body)
  const item = readItem(locale, writing, body, null)
  if (entry.ok && item.ok) return { ok: true, entry: entry.input, input: item.input }
  const problems = { ...(entry.ok ? {} : entry.form.problems), ...(item.ok ? {} : item.form.problems) }
  return { ok: false, form: withProblems(i18nScope, body, problems) }
}
