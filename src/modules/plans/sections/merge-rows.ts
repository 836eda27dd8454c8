import type { Revision } from '#modules/autosave/revision.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { mergeRows, type KeyedRow, type MergeResult } from '#platform/values/merge.ts'
import { fieldsOf } from './schema.ts'
import { rowToEdit, type TypedRow } from './row-changes.ts'
import type { RowSection, StoredRow } from '#modules/plans/plan/section-tables.ts'

/** What there is to merge: the section, its rows as they stand, the language written in, and who is writing. */
export interface MergeContext {
  section: RowSection
  stored: readonly StoredRow[]
  writing: Locale
  personId: string
}

/**
 * What somebody typed on an earlier version of a section, put together with what was saved since, newest save first.
 * Where those saves are not known, all that differs is a clash.
 */
export function mergeRevisions(
  meeting: MergeContext,
  typed: readonly TypedRow[],
  saves: readonly Revision[] | null,
): MergeResult {
  const shown = (rows: readonly StoredRow[]) => rows.map((row) => asTyped(meeting.section, row, meeting.writing))
  const theirs = shown(meeting.stored)
  if (!saves) return mergeRows([], typed, theirs)

  // A row that was sent before, its answer lost on the way, is the row that the first sending made.
  const own = saves.filter(({ savedBy }) => savedBy === meeting.personId)
  const ids = new Map(own.flatMap(({ created }) => Object.entries(created)))
  const mine = typed.map(({ key, input }) => ({ key: ids.get(key) ?? key, input }))
  const sentBefore = new Set(typed.flatMap(({ key }) => ids.get(key) ?? []))
  return mergeRows(shown(rowsBefore(meeting.stored, saves, sentBefore)), mine, theirs)
}

const asTyped = (section: RowSection, row: StoredRow, writing: Locale): KeyedRow => {
  const shown = rowToEdit(section, row, writing)
  return { key: row.id, input: Object.fromEntries(fieldsOf(section).map((field) => [field, shown[field]])) }
}

/** The rows as they stood before these saves, newest first; those in `asCreated` stay, as they were when they were made. */
function rowsBefore(
  stored: readonly StoredRow[],
  saves: readonly Revision[],
  asCreated: ReadonlySet<string>,
): readonly StoredRow[] {
  const rows = new Map(stored.map((row) => [row.id, row]))
  for (const { created, before } of saves) {
    for (const id of Object.values(created)) if (!asCreated.has(id)) rows.delete(id)
    for (const row of before) rows.set(row.id, { ...rows.get(row.id), ...(row as StoredRow) })
  }
  return [...rows.values()].toSorted((a, b) => a.position - b.position)
}

/** The rows that a save removed and nobody has put back. */
export const removedRows = ({ before }: Pick<Revision, 'before'>, stored: readonly StoredRow[]): StoredRow[] =>
  before.filter(({ id }) => !stored.some((row) => row.id === id)) as StoredRow[]
