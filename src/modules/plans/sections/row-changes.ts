import { isDeepStrictEqual } from 'node:util'
import { randomUUID } from 'node:crypto'
import type { Revision } from '#modules/autosave/revision.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import type { KeyedRow } from '#platform/values/merge.ts'
import { localise, setTranslation } from '#platform/i18n/text.ts'
import { textsOf, type RowSection, type StoredRow } from '#modules/plans/plan/section-tables.ts'

export type TypedRow = KeyedRow

export interface RowChanges {
  written: StoredRow[]
  removed: string[]
  /** What is written over or removed, as it stood. */
  before: StoredRow[]
  /** The id of each new row, by the key it was typed under. */
  created: Revision['created']
}

/**
 * What a saved form changes in a section's rows: those to write, with texts put into the language they were typed in,
 * and those to remove. A key that is no row of this section makes a new row, so nobody can write into another's.
 */
export function rowChanges(
  section: RowSection,
  stored: readonly StoredRow[],
  typed: readonly TypedRow[],
  locale: Locale,
): RowChanges {
  const known = new Map(stored.map((row) => [row.id, row]))
  const written: StoredRow[] = []
  const created: Revision['created'] = {}
  typed.forEach(({ key, input }, position) => {
    const before = known.get(key)
    known.delete(key)
    const row = { ...valuesOf(section, before, input, locale), id: before?.id ?? randomUUID(), position }
    if (!before) created[key] = row.id
    if (!before || differs(row, before)) written.push(row)
  })
  const touched = new Set([...known.keys(), ...written.map(({ id }) => id)])
  return { written, removed: [...known.keys()], before: stored.filter(({ id }) => touched.has(id)), created }
}

const differs = (row: StoredRow, before: StoredRow) =>
  Object.entries(row).some(([field, value]) => !isDeepStrictEqual(value, before[field]))

function valuesOf(
  section: RowSection,
  before: StoredRow | undefined,
  input: Record<string, unknown>,
  locale: Locale,
): Record<string, unknown> {
  const values = { ...input }
  for (const field of textsOf[section]) {
    const text = (before?.[field] ?? null) as Multilingual | null
    values[field] = withNewText(section, text, locale, String(input[field]))
  }
  return values
}

// The table of a financial plan shows what a line is in any language, so that it can be read whole; a text left as it
// was shown stays in the language it was written in.
const withNewText = (section: RowSection, text: Multilingual | null, locale: Locale, typed: string) =>
  section === 'finance' && text && localise(locale, text).text === typed ? text : setTranslation(locale, text, typed)

/** A stored row as its form shows it to somebody writing in `locale`. */
export function rowToEdit(section: RowSection, row: StoredRow, locale: Locale): StoredRow {
  const shown: StoredRow = { ...row }
  for (const field of textsOf[section]) {
    const text = row[field] as Multilingual | null
    shown[field] = section === 'finance' ? localise(locale, text).text : (text?.[locale] ?? '')
  }
  return shown
}
