import type { ReadCell } from '#platform/spreadsheets/workbook.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { plainName } from './heads.ts'
import type { SheetLine } from './lines.ts'

const total =
  'kopa|kopsumma|starpsumma|pavisam|summa|kokku|kogusumma|vahesumma|uldsumma|total|totals|subtotal|sub-total|grand total|sum|all together|altogether'
const isTotalWord = new RegExp(`^(?:${total})(?: (?:${total}|eur|euro|\\d{1,4}))*$`)
const hasTotalWord = new RegExp(`(?:^| )(?:${total})(?: |$)`)
/** What a line has and a sum has not. */
const ofLine = ['month', 'kind', 'category', 'quantity', 'unit', 'unitPrice', 'vat']

/** Whether a row only adds up others: by its word, by its formula, or because nothing but amounts stands in it. */
export function isTotal({ cells, columns }: SheetLine): boolean {
  const at = (field: string) => cells[columns.get(field) ?? -1] ?? null
  if (['kind', 'quantity', 'unitPrice'].every((field) => at(field) !== null)) return false
  // A unit may be a lump sum.
  const named = cells.filter((cell, column) => cell !== null && column !== columns.get('unit'))
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
