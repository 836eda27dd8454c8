import type { Locale } from '#platform/i18n/locale.ts'
import { lettersOf, type ReadCell, type ReadWorksheet } from '#platform/spreadsheets/workbook.ts'
import { rowKeys, type Body, type FormProblem } from '#platform/forms/form-kit.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { lineCategories, lineKinds, vatModes } from '#modules/plans/plan/initiative-content.ts'
import { newKey } from './form.ts'

/** Fields of a financial line that a spreadsheet may hold. */
const sheetFields = ['month', 'kind', 'category', 'what', 'quantity', 'unit', 'unitPrice', 'vat', ...fundingSources]

/** Whether a worksheet's rows stand in place of those saved, or behind them. */
export const importModes = ['replace', 'add'] as const
export type ImportMode = (typeof importModes)[number]

/** What a head or a cell may say for something, in any language: its key, by the words in small letters. */
export interface SpreadsheetVocabulary {
  columns: Map<string, string>
  /** Of `<field> <word>`. */
  choices: Map<string, string>
}

export interface ImportPreview {
  values: Body
  fresh: string[]
  /** The cell that each control of a row comes from, such as F12. */
  places: Record<string, string>
  problems: Record<string, FormProblem>
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

interface Found {
  worksheet: ReadWorksheet
  columns: Map<string, number>
  /** The number of the row that names the columns. */
  heads: number
  fields: number
}

const fewestHeads = 3
const firstRows = 10

/** The rows of the first worksheet with columns that we know as rows of the form, nothing saved yet; null where there is none. */
export function withImportedRows(
  worksheets: readonly ReadWorksheet[],
  words: SpreadsheetVocabulary,
  target: ImportTarget,
): ImportPreview | null {
  const found = worksheets.map((worksheet) => headsOf(worksheet, words)).find((each) => each !== null)
  if (!found) return null
  const taken: ImportPreview = { values: {}, fresh: [], places: {}, problems: {}, added: 0, changed: 0, removed: 0 }
  const { saved, mode } = target
  const known = rowKeys(saved)
  const left = new Set(mode === 'replace' ? known : [])
  const keys = linesOf(found, target.slug).map((row) => {
    const id = row.id !== null && left.delete(row.id) ? row.id : null
    previewImport(taken, found, words, target, row, id)
    return id ?? taken.fresh.at(-1) ?? ''
  })
  const others = mode === 'replace' ? [...left] : known
  for (const [name, value] of Object.entries(saved)) taken.values[name] ??= value
  if (mode === 'replace') for (const key of left) taken.values[`row.${key}.remove`] = 'yes'
  const rows = mode === 'replace' ? [...keys, ...others] : [...others, ...keys]
  Object.assign(taken.values, { rows: rows.join(' '), fresh: taken.fresh.join(' ') })
  return { ...taken, removed: mode === 'replace' ? left.size : 0 }
}

interface Line {
  number: number
  id: string | null
  cells: ReadCell[]
}

function previewImport(
  taken: ImportPreview,
  { columns }: Found,
  words: SpreadsheetVocabulary,
  target: ImportTarget,
  line: Line,
  id: string | null,
) {
  const key = id ?? newKey()
  const before = (field: string) => String(target.saved[`row.${key}.${field}`] ?? '')
  for (const field of sheetFields) {
    const name = `row.${key}.${field}`
    const at = columns.get(field)
    // A column that a worksheet does not have leaves what is saved as it is.
    if (at === undefined) taken.values[name] = before(field)
    else {
      const cell = line.cells[at] ?? null
      taken.values[name] = typed(cell, field, words, target.locale)
      taken.places[name] = `${lettersOf(at)}${line.number}`
      if (cell && 'fault' in cell) taken.problems[name] = { key: 'sheet_cell', params: {} }
    }
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

// The row that names most columns among the first: our own names them twice, in words and in keys.
function headsOf(worksheet: ReadWorksheet, words: SpreadsheetVocabulary): Found | null {
  let best: Found | null = null
  for (const { number, cells } of worksheet.rows.slice(0, firstRows)) {
    const columns = new Map<string, number>()
    cells.forEach((cell, at) => {
      const key = cell && 'text' in cell ? words.columns.get(plainName(cell.text)) : undefined
      if (key !== undefined && !columns.has(key)) columns.set(key, at)
    })
    const fields = sheetFields.filter((field) => columns.has(field)).length
    if (fields >= Math.max(fewestHeads, best?.fields ?? 0)) best = { worksheet, columns, heads: number, fields }
  }
  return best
}

/** A word as heads and choices are compared: small letters, single spaces, without the unit behind it. */
export const plainName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/,? ?€$/, '')

function linesOf({ worksheet, columns, heads }: Found, slug: string): Line[] {
  const textAt = (cells: ReadCell[], key: string) => {
    const cell = cells[columns.get(key) ?? -1]
    return cell && 'text' in cell ? cell.text.trim() : null
  }
  return worksheet.rows.flatMap(({ number, cells }) => {
    const id = textAt(cells, 'id')
    const of = textAt(cells, 'slug')
    const isEmpty = sheetFields.every((field) => (cells[columns.get(field) ?? -1] ?? null) === null)
    return number <= heads || isEmpty || id === 'total' || (of !== null && of !== slug) ? [] : [{ number, id, cells }]
  })
}

const groups: Record<string, readonly string[]> = { kind: lineKinds, category: lineCategories, vat: vatModes }
const amounts = new Set<string>(['unitPrice', ...fundingSources])

/** What somebody would have typed to say what stands in a cell. */
function typed(cell: ReadCell, field: string, { choices }: SpreadsheetVocabulary, locale: Locale): string {
  if (cell === null || 'fault' in cell) return ''
  if ('date' in cell) return field === 'month' ? monthOf(cell.date) : cell.date.slice(0, 10)
  if ('number' in cell) return numberAs(cell.number, amounts.has(field)).replace('.', locale === 'en' ? '.' : ',')
  const text = cell.text.replaceAll('\0', '').trim()
  return groups[field] ? (choices.get(`${field} ${plainName(text)}`) ?? text) : text
}

const monthOf = (date: string) => `${date.slice(5, 7)}.${date.slice(0, 4)}`

// Programs reckon in binary: 0.1 + 0.2 is what it was meant to be. A third decimal that is really there stays, to be refused.
function numberAs(value: number, asEuros: boolean): string {
  const rounded = Math.round(value * 100) / 100
  const meant = Math.abs(value - rounded) < 1e-9 * Math.max(1, Math.abs(value)) ? rounded : value
  return asEuros && meant === rounded ? meant.toFixed(2) : String(meant)
}
