import type { Locale } from '#platform/i18n/locale.ts'
import type { Cell, WorksheetColumn, Workbook } from './workbook.ts'

/** A workbook's worksheet as CSV for spreadsheet programs of one language: a mark of its encoding, and no cell that acts. */
export function csvOf(locale: Locale, { worksheet }: Workbook): string {
  const [separator, mark] = locale === 'en' ? [',', '.'] : [';', ',']
  const columns = worksheet.columns.flatMap(({ hidden, kind }, at) => (hidden ? [] : [{ kind, at }]))
  const said = (cell: Cell | undefined, kind: WorksheetColumn['kind']) => {
    if (cell === null || cell === undefined) return ''
    if (typeof cell === 'string') return harmless(cell)
    if (typeof cell === 'object' && 'month' in cell) return cell.month.split('-').reverse().join('.')
    const value = typeof cell === 'number' ? cell : cell.result
    return (kind === 'quantity' ? String(value) : value.toFixed(2)).replace('.', mark)
  }
  const quoted = (text: string) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = worksheet.rows.map((row) => columns.map(({ at, kind }) => quoted(said(row[at], kind))))
  const heads = columns.map(({ at }) => quoted(worksheet.columns[at]?.head ?? ''))
  return `\ufeff${[heads, ...lines].map((line) => line.join(separator)).join('\r\n')}\r\n`
}

// A program that opens a CSV takes what begins so for a formula. A telephone number is none; a space that no program drops
// keeps it from being reckoned, and it stays readable.
function harmless(text: string): string {
  if (/^\+\d[\d ()-]{5,24}$/.test(text)) return `\u00a0${text}`
  return /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
}
