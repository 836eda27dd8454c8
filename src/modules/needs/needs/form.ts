import type { Locale } from '#platform/i18n/locale.ts'
import { blankForm, fillFormIn, readFormIn, type Body, type Form } from '#platform/forms/form-kit.ts'
import { needForm } from './schema.ts'
import type { Need, NeedInput, severities, NeedSource } from './need.ts'

const i18nScope = 'needs:form'

/** A form for a new need; one that comes from an answer begins with what was answered. */
export function newNeed(source: NeedSource | null, writing: Locale): Form {
  const said = source?.words?.[writing] ?? ''
  const short = said !== '' && said.length <= 120
  return blankForm(i18nScope, { public: 'yes', title: short ? said : '', description: short ? '' : said })
}

/** A stored need as a form for somebody who writes texts in `writing`. */
export function fillNeed(locale: Locale, writing: Locale, need: Need): Form {
  const severity = String(need.severity) as (typeof severities)[number]
  const form = fillFormIn(writing, i18nScope, needForm[locale], { ...need, severity })
  return { ...form, values: { ...form.values, version: String(need.version) } }
}

type Reading = { ok: true; input: NeedInput } | { ok: false; form: Form }

/** What was typed, its texts put into the language they were written in beside those there were. */
export function readNeed(locale: Locale, writing: Locale, body: Body, before: Need | null): Reading {
  const reading = readFormIn(writing, i18nScope, needForm[locale], body, before)
  if (!reading.ok) return reading
  return { ok: true, input: { ...reading.input, severity: Number(reading.input.severity) } }
}
