import type { Locale, Multilingual } from '#lib/locale.ts'
import type { Changes, FieldChange, Part, RowChange } from './changes.ts'
import { textChange, wordsBetween, type TextChange } from './word-differences.ts'

/** A change of a text, with the words that differ; of other fields the values say enough. */
export interface ReadField extends FieldChange {
  text: TextChange | null
}

export interface ReadRow extends Omit<RowChange, 'fields'> {
  fields: ReadField[]
}

export interface ReadPart extends Omit<Part, 'rows'> {
  rows: ReadRow[]
}

export interface ReadChanges extends Omit<Changes, 'parts'> {
  parts: ReadPart[]
}

/** The changes as somebody who reads `locale` is shown them. */
export const changesIn = (locale: Locale, { totals, parts }: Changes): ReadChanges => ({
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
  const pieces = wordsBetween(locale, (before ?? '') as string, (after ?? '') as string)
  return { lang: locale, paragraphs: [{ pieces }], others: [] }
}
