import { writeIn } from '#lib/text.ts'
import type { Locale } from '#lib/locale.ts'
import { blank, fill, read, withProblems, type Body, type Form } from '#web/form.ts'
import { needForm } from './forms.ts'
import type { Need, NeedFacts, Source } from './need.ts'

export const words = 'needs:form'

/** A form for a new need; one that comes from an answer begins with what was answered. */
export function newNeed(source: Source | null, writing: Locale): Form {
  const said = source?.words?.[writing] ?? ''
  const short = said !== '' && said.length <= 120
  return blank(words, { public: 'yes', title: short ? said : '', description: short ? '' : said })
}

/** A stored need as a form for somebody who writes texts in `writing`. */
export function fillNeed(locale: Locale, writing: Locale, need: Need): Form {
  const texts = { title: need.title[writing] ?? '', description: need.description?.[writing] ?? '' }
  const form = fill(words, needForm[locale], { ...need, ...texts, severity: String(need.severity) } as never)
  return { ...form, values: { ...form.values, version: String(need.version) } }
}

type Reading = { ok: true; facts: NeedFacts } | { ok: false; form: Form }

/** What was typed, its texts put into the language they were written in beside those there were. */
export function readNeed(locale: Locale, writing: Locale, body: Body, before: Need | null): Reading {
  const reading = read(words, needForm[locale], body)
  if (!reading.ok) return reading
  const { input } = reading
  const title = writeIn(writing, before?.title ?? null, input.title)
  if (!title) return { ok: false, form: withProblems(words, body, { title: { key: 'required', params: {} } }) }
  const description = writeIn(writing, before?.description ?? null, input.description)
  return { ok: true, facts: { ...input, title, description, severity: Number(input.severity) } }
}
