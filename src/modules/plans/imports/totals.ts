import type { ReadCell } from '#platform/spreadsheets/workbook.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { plainName } from './heads.ts'
import type { SheetLine } from './sheet-line.ts'

const total = [
  ...['kopa', 'kopsumma', 'starpsumma', 'starpsummas', 'pavisam', 'summa', 'kopeja summa', 'kopejas summas'],
  ...['kopejas izmaksas', 'kopejie izdevumi', 'kopejais finansejums', 'izmaksas kopa', 'izdevumi kopa'],
  ...['kokku', 'kogusumma', 'vahesumma', 'uldsumma', 'koondsumma', 'kogukulu', 'kogukulud', 'kogumaksumus', 'koguhind'],
  ...['kogueelarve', 'vahekokkuvote', 'total', 'totals', 'subtotal', 'sub-total', 'subtotals', 'grand total', 'sum'],
  ...['all together', 'altogether', 'итого', 'всего', 'σ', 'ς'],
].join('|')
// These say it only where nothing else stands beside them.
const alone = `${total}|overall|total costs?|total amount`
const isTotalWord = new RegExp(`^(?:${alone})(?: (?:${alone}|eur|euro|\\d{1,4}))*$`)
const hasTotalWord = new RegExp(`(?:^| )(?:${total})(?: |$)`)
const endsInTotalWord = new RegExp(`(?:^| )(?:${total})$`)
/** What a line has and a sum has not; of which kind a sum is, people write. */
const ofLine = ['month', 'category', 'quantity', 'unit', 'unitPrice', 'vat']

const cellOf = ({ cells, columns }: SheetLine, field: string): ReadCell => cells[columns.get(field) ?? -1] ?? null

/** Whether a row has neither a quantity nor a price, so that its amounts come from elsewhere. */
export const isUncounted = (line: SheetLine): boolean =>
  cellOf(line, 'quantity') === null && cellOf(line, 'unitPrice') === null

/** Whether a row only adds up others: by its word, by its formula, or because nothing but amounts stands in it. */
export function isTotal(line: SheetLine): boolean {
  const { cells, columns } = line
  const at = (field: string) => cellOf(line, field)
  if (['kind', 'quantity', 'unitPrice'].every((field) => at(field) !== null)) return false
  // A unit may be a lump sum.
  const beside = [columns.get('unit'), columns.get('kind')]
  const named = cells.filter((cell, column) => cell !== null && !beside.includes(column))
  const names = named.map(plainWords).filter((words) => /\p{L}/u.test(words))
  if ([...names, plainWords(at('kind'))].some((words) => isTotalWord.test(words))) return true
  return hasSum(line) || hasOnlyAmounts(line, names)
}

function hasSum(line: SheetLine): boolean {
  const sums = [...fundingSources, 'amount'].some((field) => {
    const cell = cellOf(line, field)
    return cell !== null && 'sums' in cell
  })
  return sums && (cellOf(line, 'quantity') === null || cellOf(line, 'unitPrice') === null)
}

function hasOnlyAmounts(line: SheetLine, names: readonly string[]): boolean {
  const at = (field: string) => cellOf(line, field)
  const isPaid = fundingSources.some((source) => at(source) !== null)
  const [name, ...more] = names
  const isOnly = (fields: readonly string[]) =>
    fields.every((field) => [name ?? '', ''].includes(plainWords(at(field))))
  if (name === undefined) return isPaid && at('kind') === null && isOnly([...ofLine, 'what'])
  const word = at('kind') === null ? hasTotalWord : endsInTotalWord
  return more.length === 0 && word.test(name) && isOnly(ofLine)
}

function plainWords(cell: ReadCell): string {
  if (cell === null || 'fault' in cell) return ''
  const said = 'text' in cell ? cell.text : 'number' in cell ? String(cell.number) : cell.date
  return plainName(said)
    .replaceAll('∑', 'σ')
    .replaceAll(/[\s:.,;()=–-]+/g, ' ')
    .trim()
}
