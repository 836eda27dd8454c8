import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import {
  blankForm,
  fillFormIn,
  fillRows,
  readFormIn,
  readRows,
  rowKeys,
  withProblems,
  type Body,
  type Form,
} from '#platform/forms/form-kit.ts'
import { sectionForms, placesRow, visitForm } from './schema.ts'
import { sectionRows, requiredFields, sectionRowIn, sectionTexts, type SectionRowInput } from './sections.ts'
import type { PartSection, Visit, VisitInput, VisitInFull } from './visit.ts'
import { seenText } from '#platform/forms/seen-text.ts'

export const i18nScope = 'visits:form'
export const sectionScope = (section: PartSection): string => `visits:parts.${section}`

/** A visit as a form for somebody who writes its texts in `writing`. */
export function fillVisit(locale: Locale, writing: Locale, visit: Visit | null): Form {
  if (!visit) return blankForm(i18nScope, { version: '0' })
  return fillFormIn(writing, i18nScope, visitForm[locale], visit)
}

type Reading<T> = { ok: true; input: T } | { ok: false; form: Form }

/** What was typed of a visit, its texts put beside those in other languages. */
export function readVisit(locale: Locale, writing: Locale, body: Body, before: Visit | null): Reading<VisitInput> {
  const reading = readFormIn(writing, i18nScope, visitForm[locale], body, before)
  if (!reading.ok) return reading
  const { version: _, ...input } = reading.input
  return { ok: true, input }
}

/** The rows of a part as a form, the first of them empty where there is none. */
export function fillSectionRows(locale: Locale, writing: Locale, visit: VisitInFull, section: PartSection): Form {
  const rows = sectionRows(visit, section).map((part) => sectionRowIn(section, part, writing))
  const form = fillRows(sectionScope(section), sectionForms[locale][section], rows, ({ id }) => String(id))
  const version = visit.versions.find((each) => each.section === section)?.version ?? 0
  const values = { ...form.values, version: String(version) }
  return { ...form, values: rows.length === 0 ? { ...values, rows: 'new-1' } : values }
}

/** The form as typed, with one more empty row. */
export function withSectionRow(section: PartSection, body: Body): Form {
  const keys = rowKeys(body)
  const next = Array.from({ length: keys.length + 1 }, (_, at) => `new-${at + 1}`).find((key) => !keys.includes(key))
  return withProblems(sectionScope(section), { ...body, rows: [...keys, next].join(' ') }, {})
}

/** What was typed of a part; rows left empty are none. */
export function readSectionRows(
  locale: Locale,
  writing: Locale,
  section: PartSection,
  body: Body,
  visit: VisitInFull,
): Reading<{ rows: SectionRowInput[]; removed: string[] }> {
  const stored = new Map(sectionRows(visit, section).map((part) => [part.id, part]))
  const fields = Object.keys(sectionForms[locale][section].shape)
  const isBlank = (key: string) => fields.every((field) => seenText(String(body[`row.${key}.${field}`] ?? '')) === '')
  const keys = rowKeys(body).filter((key) => stored.has(key) || !isBlank(key))
  const reading = readRows(sectionScope(section), sectionForms[locale][section], { ...body, rows: keys.join(' ') })
  if (!reading.ok) return { ok: false, form: { ...reading.form, values: body } }

  const problems: Form['problems'] = {}
  const rows = reading.input.map(({ key, input }): SectionRowInput => {
    const before = stored.get(key) as unknown as Record<string, Multilingual | null> | undefined
    const said = Object.fromEntries(
      sectionTexts[section].map((name) => [
        name,
        setTranslation(writing, before?.[name] ?? null, input[name] as string),
      ]),
    )
    const needed = requiredFields[section]
    if (needed !== undefined && !said[needed]) problems[`row.${key}.${needed}`] = { key: 'required', params: {} }
    return { ...input, ...said, id: before ? key : null } as unknown as SectionRowInput
  })
  if (Object.keys(problems).length > 0) return { ok: false, form: withProblems(sectionScope(section), body, problems) }
  return { ok: true, input: { rows, removed: rowKeys(body).filter((key) => body[`row.${key}.remove`] === 'yes') } }
}

export const quotaScope = 'visits:places_form'

/** How many of each parish may come, as a form. */
export function fillQuotas(locale: Locale, { places, versions }: VisitInFull): Form {
  const form = fillRows(quotaScope, placesRow[locale], places, ({ parishId }) => parishId)
  const version = versions.find(({ section }) => section === 'places')?.version ?? 0
  return { ...form, values: { ...form.values, version: String(version) } }
}
