import type { Locale } from '#lib/locale.ts'
import { writeIn } from '#lib/text.ts'
import { blank, fill, read, withProblems, type Body, type Form } from '#web/form.ts'
import { resourceForm } from './forms.ts'
import { texts, type Resource, type ResourceFacts } from './resource.ts'

export const words = 'resources:form'

export const newResource = (values: Body = {}): Form => blank(words, values)

/** A stored resource as a form for somebody who reads days in `locale` and writes texts in `writing`. */
export function fillResource(locale: Locale, writing: Locale, resource: Resource): Form {
  const said = Object.fromEntries(texts.map((name) => [name, resource[name]?.[writing] ?? '']))
  const stored = { ...resource, ...said, verifiedBy: resource.verifiedBy ?? '' }
  const form = fill(words, resourceForm[locale], stored as never)
  return { ...form, values: { ...form.values, version: String(resource.version) } }
}

type Reading = { ok: true; facts: ResourceFacts } | { ok: false; form: Form }

/** What was typed, its texts put into the language they were written in beside those there were. */
export function readResource(locale: Locale, writing: Locale, body: Body, before: Resource | null): Reading {
  const reading = read(words, resourceForm[locale], body)
  if (!reading.ok) return reading
  const { input } = reading
  const name = writeIn(writing, before?.name ?? null, input.name)
  if (!name) return { ok: false, form: withProblems(words, body, { name: { key: 'required', params: {} } }) }
  const written = (field: 'description' | 'condition' | 'availability') =>
    writeIn(writing, before?.[field] ?? null, input[field])
  const facts = {
    ...input,
    name,
    description: written('description'),
    condition: written('condition'),
    availability: written('availability'),
    verifiedBy: input.verifiedBy || null,
  }
  return { ok: true, facts }
}
