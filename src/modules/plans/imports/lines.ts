import type { ReadCell, ReadRow } from '#platform/spreadsheets/workbook.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { namesColumns, plainName, sheetFields, type FoundSheet, type SpreadsheetVocabulary } from './heads.ts'

/** A row of a worksheet that is a line of the plan. */
export interface SheetLine {
  number: number
  id: string | null
  cells: ReadCell[]
}

/** The rows of a worksheet: those that are lines, and the numbers of those that are left out because of what they are. */
export interface SheetLines {
  lines: SheetLine[]
  /** The lines that stand in hidden rows, by what identifies them. */
  hiddenIds: string[]
  hidden: number[]
  totals: number[]
  heads: number[]
  /** Of other initiatives of the plan. */
  others: number[]
}

type RowKind = Exclude<keyof SheetLines, 'hiddenIds'> | 'none'

/** Sorts the rows below the heads of a worksheet of the initiative `slug`. */
export function linesOf(found: FoundSheet, words: SpreadsheetVocabulary, slug: string): SheetLines {
  const sorted: SheetLines = { lines: [], hiddenIds: [], hidden: [], totals: [], heads: [], others: [] }
  for (const row of found.worksheet.rows.filter(({ number }) => number > found.heads)) {
    const id = textAt(row, found, 'id')
    const kind = kindOf(row, found, words, slug)
    if (row.hidden && id !== null) sorted.hiddenIds.push(id)
    if (kind === 'lines') sorted.lines.push({ number: row.number, id, cells: row.cells })
    else if (kind !== 'none') sorted[kind].push(row.number)
  }
  // A head that is repeated on the next row is the one of keys that our own workbooks hide.
  sorted.heads = sorted.heads.filter((number) => number > found.heads + 1)
  return sorted
}

function kindOf(row: ReadRow, found: FoundSheet, words: SpreadsheetVocabulary, slug: string): RowKind {
  const [id, of] = [textAt(row, found, 'id'), textAt(row, found, 'slug')]
  const isEmpty = sheetFields.every((field) => (row.cells[columnAt(found, field)] ?? null) === null)
  if (isEmpty || id === 'total') return 'none'
  if (namesColumns(row, words)) return 'heads'
  if (of !== null && of !== slug) return 'others'
  if (row.hidden) return 'hidden'
  return id === null && isTotal(row, found) ? 'totals' : 'lines'
}

const columnAt = ({ columns }: FoundSheet, field: string) => columns.get(field) ?? -1

function textAt({ cells }: ReadRow, found: FoundSheet, field: string): string | null {
  const cell = cells[columnAt(found, field)]
  return cell && 'text' in cell ? cell.text.trim() : null
}

const total =
  'kopa|kopsumma|starpsumma|pavisam|summa|kokku|kogusumma|vahesumma|uldsumma|total|totals|subtotal|sub-total|grand total|sum|all together|altogether'
const isTotalWord = new RegExp(`^(?:${total})(?: (?:${total}|eur|euro|\\d{1,4}))*$`)
const hasTotalWord = new RegExp(`(?:^| )(?:${total})(?: |$)`)
/** What a line has and a sum has not. */
const ofLine = ['month', 'kind', 'category', 'quantity', 'unit', 'unitPrice', 'vat']

/** Whether a row only adds up others: by its word, by its formula, or because nothing but amounts stands in it. */
function isTotal({ cells }: ReadRow, found: FoundSheet): boolean {
  const at = (field: string) => cells[columnAt(found, field)] ?? null
  if (['kind', 'quantity', 'unitPrice'].every((field) => at(field) !== null)) return false
  // A unit may be a lump sum.
  const named = cells.filter((cell, column) => cell !== null && column !== columnAt(found, 'unit'))
  const names = named.map(plainWords).filter((words) => /\p{L}/u.test(words))
  if (names.some((words) => isTotalWord.test(words))) return true
  const paid = fundingSources.map(at).filter((cell) => cell !== null)
  if (paid.some((cell) => 'sums' in cell)) return true
  const [name, ...more] = names
  const isOnly = (fields: readonly string[]) =>
    fields.every((field) => [name ?? '', ''].includes(plainWords(at(field))))
  if (name === undefined) return paid.length > 0 && isOnly([...ofLine, 'what'])
  return more.length === 0 && hasTotalWord.test(name) && isOnly(ofLine)
}

function plainWords(cell: ReadCell): string {
  if (cell === null || 'fault' in cell) return ''
  const said = 'text' in cell ? cell.text : 'number' in cell ? String(cell.number) : cell.date
  return plainName(said)
    .replaceAll(/[\s:.,;()=–-]+/g, ' ')
    .trim()
}
