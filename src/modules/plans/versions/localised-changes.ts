import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import type { PlanChanges, FieldChange, SectionChanges, RowChange } from './changes.ts'
import { textChange, diffParagraphs, type TextChange } from './text-changes.ts'

/** A change of a text, with the words that differ; of other fields the values say enough. */
export interface LocalisedField extends FieldChange {
  text: TextChange | null
}

export interface LocalisedRow extends Omit<RowChange, 'fields'> {
  fields: LocalisedField[]
}

export interface LocalisedSection extends Omit<SectionChanges, 'rows'> {
  rows: LocalisedRow[]
}

export interface LocalisedChanges extends Omit<PlanChanges, 'parts'> {
  parts: LocalisedSection[]
}

/** The changes as somebody who reads `locale` is shown them. */
export const localiseChanges = (locale: Locale, { totals, parts }: PlanChanges): LocalisedChanges => ({
  totals,
  parts: parts.map((part) => ({
    ...part,
    rows: part.rows.map((row) => ({
      ...row,
      fields: row.fields.map((each) => ({ ...each, text: readText(locale, row, each) })),
    })),
  })),
})

function readText(locale: Locale, { is }: RowChange, { field, before, after }: FieldChange): TextChange | null {
  if (is !== 'changed') return null
  if (field.kind === 'text') return textChange(locale, before as Multilingual | null, after as Multilingual | null)
  if (field.kind !== 'plain') return null
  const pieces = diffParagraphs(locale, (before ?? '') as string, (after ?? '') as string)
  return { lang: locale, paragraphs: [{ pieces }], others: [] }
}
