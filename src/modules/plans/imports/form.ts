import { newRowKey } from '#platform/forms/row-key.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { lettersOf, type ReadWorksheet } from '#platform/spreadsheets/workbook.ts'
import { rowKeys, type Body, type FormProblem } from '#platform/forms/form-kit.ts'
import { typed } from './cell.ts'
import { headsOf, sheetFields, type FoundSheet, type SpreadsheetVocabulary } from './heads.ts'
import { linesOf } from './lines.ts'
import { notice, noticesOf, sheetNotices, type ImportNotice } from './notices.ts'
import { isLeftOut, type SheetLine } from './sheet-line.ts'

/** Whether a worksheet's rows stand in place of those saved, or behind them. */
export const importModes = ['replace', 'add'] as const
export type ImportMode = (typeof importModes)[number]

export interface ImportPreview {
  values: Body
  fresh: string[]
  /** The cell that each control of a row comes from, such as F12. */
  places: Record<string, string>
  problems: Record<string, FormProblem>
  notices: ImportNotice[]
  added: number
  changed: number
  removed: number
}

/** Where the rows go: the form as saved, of which initiative, and how its reader writes numbers. */
export interface ImportTarget {
  saved: Body
  slug: string
  locale: Locale
  mode: ImportMode
}

/** A worksheet with columns that are known, and what of its workbook is not read. */
export interface SheetToImport {
  found: FoundSheet
  notices: ImportNotice[]
}

/** The worksheet that is read: the first that can be seen with columns that we know, and what of the others is to be said. */
export function sheetToImport(
  worksheets: readonly ReadWorksheet[],
  hiddenSheets: readonly string[],
  words: SpreadsheetVocabulary,
): SheetToImport | null {
  const found = worksheets.map((worksheet) => headsOf(worksheet, words)).find((each) => each !== null)
  return found ? { found, notices: sheetNotices(found, worksheets, hiddenSheets, words) } : null
}

/** The rows of a worksheet as rows of the form, nothing saved yet. */
export function withImportedRows(found: FoundSheet, words: SpreadsheetVocabulary, target: ImportTarget): ImportPreview {
  const sorted = linesOf(found, words, target.slug)
  const notices = noticesOf(found, sorted)
  const taken: ImportPreview = {
    ...{ values: {}, fresh: [], places: {}, problems: {}, notices },
    ...{ added: 0, changed: 0, removed: 0 },
  }
  const { saved, mode } = target
  const known = rowKeys(saved)
  const left = new Set(known)
  const again: number[] = []
  const keys = sorted.lines.map((line) => {
    const id = line.id !== null && left.delete(line.id) ? line.id : null
    if (id !== null && mode === 'add') again.push(line.number)
    previewImport(taken, words, target, line, id)
    return id ?? taken.fresh.at(-1) ?? ''
  })
  notices.push(...notice('saved', again.map(String)))
  const others = mode === 'replace' ? [...left] : known
  // What somebody has hidden in our sheet is neither changed nor gone.
  for (const id of sorted.hiddenIds) left.delete(id)
  for (const [name, value] of Object.entries(saved)) taken.values[name] ??= value
  if (mode === 'replace') for (const key of left) taken.values[`row.${key}.remove`] = 'yes'
  const rows = mode === 'replace' ? [...keys, ...others] : [...others, ...keys.filter((key) => !known.includes(key))]
  Object.assign(taken.values, { rows: rows.join(' '), fresh: taken.fresh.join(' ') })
  return { ...taken, removed: mode === 'replace' ? left.size : 0 }
}

function previewImport(
  taken: ImportPreview,
  words: SpreadsheetVocabulary,
  target: ImportTarget,
  line: SheetLine,
  id: string | null,
) {
  const key = id ?? newRowKey()
  if (isLeftOut(line)) taken.values[`row.${key}.remove`] = 'yes'
  const before = (field: string) => String(target.saved[`row.${key}.${field}`] ?? '')
  for (const field of sheetFields) {
    const name = `row.${key}.${field}`
    const at = line.columns.get(field)
    // A column that a worksheet does not have leaves what is saved as it is.
    if (at === undefined) taken.values[name] = before(field)
    else {
      const cell = line.cells[at] ?? null
      taken.values[name] = typed(cell, field, words, target.locale)
      taken.places[name] = `${lettersOf(at)}${line.number}`
      if (cell && 'fault' in cell) taken.problems[name] = { key: 'sheet_cell', params: {} }
    }
  }
  if (isLeftOut(line)) {
    taken.fresh.push(key)
    return
  }
  count(
    taken,
    key,
    id,
    sheetFields.some((field) => taken.values[`row.${key}.${field}`] !== before(field)),
  )
}

function count(taken: ImportPreview, key: string, id: string | null, differs: boolean) {
  if (id !== null && !differs) return
  if (id === null) taken.added += 1
  else taken.changed += 1
  taken.fresh.push(key)
}
