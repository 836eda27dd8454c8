import type { Locale } from '#platform/i18n/locale.ts'
import { blankForm, fillFormIn, readFormIn, type Body, type Form } from '#platform/forms/form-kit.ts'
import { resourceForm } from './schema.ts'
import type { Resource, ResourceInput } from './resource.ts'

const i18nScope = 'resources:form'

export const newResource = (values: Body = {}): Form => blankForm(i18nScope, values)

/** A stored resource as a form for somebody who reads days in `locale` and writes texts in `writing`. */
export function fillResource(locale: Locale, writing: Locale, resource: Resource): Form {
  const stored = { ...resource, verifiedBy: resource.verifiedBy ?? '' }
  const form = fillFormIn(writing, i18nScope, resourceForm[locale], stored)
  return { ...form, values: { ...form.values, version: String(resource.version) } }
}

type Reading = { ok: true; input: ResourceInput } | { ok: false; form: Form }

/** What was typed, its texts put into the language they were written in beside those there were. */
export function readResource(locale: Locale, writing: Locale, body: Body, before: Resource | null): Reading {
  const reading = readFormIn(writing, i18nScope, resourceForm[locale], body, before)
  if (!reading.ok) return reading
  return { ok: true, input: { ...reading.input, verifiedBy: reading.input.verifiedBy || null } }
}
