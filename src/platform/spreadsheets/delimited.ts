/** A record of a text of rows and cells, and where the text goes on behind it. */
export interface DelimitedRow {
  cells: string[]
  end: number
}

/**
 * Rows copied from a spreadsheet (tabs between cells) or of a CSV (semicolons or commas), at most `most` of them, without
 * empty ones. A cell in quotes may hold breaks, separators and doubled quotes; quotes that do not enclose a whole cell are its own.
 */
export function delimitedRows(text: string, most: number): DelimitedRow[] {
  const separator = separatorOf(text)
  const rows: DelimitedRow[] = []
  let [cells, at] = [[] as string[], 0]
  while (at < text.length && rows.length < most) {
    const { cell, end } = quotedCell(text, at, separator) ?? bareCell(text, at, separator)
    cells.push(cell.trim())
    if (text[end] === separator && end + 1 < text.length) {
      at = end + 1
      continue
    }
    at = end + (text.startsWith('\r\n', end) ? 2 : 1)
    if (cells.some((each) => each !== '')) rows.push({ cells, end: Math.min(at, text.length) })
    cells = []
  }
  return rows
}

// Whichever stands between cells of the first row: a tab before all, a semicolon before a comma, which may be in a number.
function separatorOf(text: string): string {
  const [first = ''] = text
    .replaceAll(/"[^"]*"/g, '')
    .trimStart()
    .split(/[\r\n]/, 1)
  return ['\t', ';', ','].find((mark) => first.includes(mark)) ?? '\t'
}

const endsCell = (letter: string | undefined, separator: string) =>
  letter === undefined || letter === separator || letter === '\n' || letter === '\r'

function quotedCell(text: string, start: number, separator: string) {
  if (text[start] !== '"') return null
  let close = text.indexOf('"', start + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  if (close < 0 || !endsCell(text[close + 1], separator)) return null
  return { cell: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 }
}

function bareCell(text: string, start: number, separator: string) {
  let end = start
  while (!endsCell(text[end], separator)) end += 1
  return { cell: text.slice(start, end), end }
}
