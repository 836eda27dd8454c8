import type { ReadCell } from '#platform/spreadsheets/workbook.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { plainName } from './heads.ts'
import { cellOf, type SheetLine } from './sheet-line.ts'

const total = [
  ...['kopa', 'kopsumma', 'starpsumma', 'starpsummas', 'pavisam', 'summa', 'kopeja summa', 'kopejas summas'],
  ...['kopejas izmaksas', 'kopejie izdevumi', 'kopejais finansejums', 'izmaksas kopa', 'izdevumi kopa'],
  ...['kokku', 'kogusumma', 'vahesumma', 'uldsumma', 'koondsumma', 'kogukulu', 'kogukulud', 'kogumaksumus', 'koguhind'],
  ...['kogueelarve', 'vahekokkuvote', 'total', 'totals', 'subtotal', 'sub-total', 'subtotals', 'grand total', 'sum'],
  ...['all together', 'altogether', 'итого', 'всего', 'σ', 'ς'],
].join('|')
// These say it only where nothing else stands beside them.
const alone = `${total}|overall|total costs?|total amount|tulem|bilanss|saldo|balance|starpiba`
const isTotalWord = new RegExp(`^(?:${alone})(?: (?:${alone}|eur|euro|\\d{1,4}))*$`)
// What one page ends with and the next begins with.
const isCarried = /^(?:parnests?|parnesums|parnesta summa|ulekanne|ule kantud|carried|brought|c\/f|b\/f)(?: |$)/
const hasTotalWord = new RegExp(`(?:^| )(?:${total})(?: |$)`)
const endsInTotalWord = new RegExp(`(?:^| )(?:${total})$`)
/** What a line has and a sum has not; of which kind a sum is, people write. */
const ofLine = ['month', 'category', 'quantity', 'unit', 'unitPrice', 'vat']

/** Whether a row has neither a quantity nor a price, so that its amounts come from elsewhere. */
export const isUncounted = (line: SheetLine): boolean =>
  cellOf(line, 'quantity') === null && cellOf(line, 'unitPrice') === null

/** Whether a row only adds up others: by its word, by its formula, or because nothing but amounts stands in it. */
export function isTotal(line: SheetLine): boolean {
  const { cells, columns } = line
  const at = (field: string) => cellOf(line, field)
  if (['kind', 'quantity', 'unitPrice'].every((field) => at(field) !== null)) return false
  const unread = cells.filter((_, column) => ![...columns.values()].includes(column))
  // What somebody remarks of a line does not make it a sum.
  const remarks = isLine(line) ? unread : []
  // A unit may be a lump sum.
  const beside = [cellOf(line, 'unit'), cellOf(line, 'kind'), ...remarks]
  const named = cells.filter((cell) => cell !== null && !beside.includes(cell)).map(plainWords)
  const names = [...new Set(named.filter(isWords))]
  const units = [plainWords(at('unit'))].filter(isWords)
  if ([...(names.length > 0 ? names : units), plainWords(at('kind'))].some((words) => isTotalWord.test(words)))
    return true
  if (isUncounted(line) && names.some((words) => isCarried.test(words))) return true
  return hasSum(line) || hasOnlyAmounts(line, names.length > 0 ? names : units)
}

const isWords = (words: string) => /\p{L}/u.test(words)

const isLine = (line: SheetLine) =>
  cellOf(line, 'what') !== null &&
  ['month', 'kind', 'quantity', 'unitPrice'].some((field) => cellOf(line, field) !== null)

function hasSum(line: SheetLine): boolean {
  const sums = [...fundingSources, 'amount'].some((field) => {
    const cell = cellOf(line, field)
    return cell !== null && 'sums' in cell
  })
  return sums && (cellOf(line, 'quantity') === null || cellOf(line, 'unitPrice') === null)
}

function hasOnlyAmounts(line: SheetLine, names: readonly string[]): boolean {
  const at = (field: string) => cellOf(line, field)
  const isPaid = [...fundingSources, 'amount'].some((field) => at(field) !== null)
  const [name, ...more] = names
  const isOnly = (fields: readonly string[]) =>
    fields.every((field) => [name ?? '', ''].includes(plainWords(at(field))))
  if (name === undefined) return isPaid && at('kind') === null && isOnly([...ofLine, 'what'])
  const word = at('kind') === null ? hasTotalWord : endsInTotalWord
  return more.length === 0 && word.test(name) && isOnly(ofLine)
}

/** What a cell says in plain words without marks; empty where it says nothing. */
export function plainWords(cell: ReadCell): string {
  if (cell === null || 'fault' in cell) return ''
  const said = 'text' in cell ? cell.text : 'number' in cell ? String(cell.number) : cell.date
  return (
    plainName(said)
      .replaceAll('∑', 'σ')
      .replaceAll(/[\s:.,;()=–-]+/g, ' ')
      .trim()
      // K O P Ā
      .replace(/^(?:\p{L} ){2,}\p{L}$/u, (spaced) => spaced.replaceAll(' ', ''))
  )
}
