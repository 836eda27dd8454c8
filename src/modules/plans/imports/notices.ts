import { lettersOf, mostColumns, type ReadCell, type ReadWorksheet } from '#platform/spreadsheets/workbook.ts'
import { sheetFields, type FoundSheet, type SpreadsheetVocabulary } from './heads.ts'
import type { SheetLines } from './lines.ts'
import { cellOf, type Columns, type Doubt, type SheetLine } from './sheet-line.ts'

/** What of a spreadsheet was left out, and why; words are in `spreadsheets:left_out`. */
export interface ImportNotice {
  key:
    | 'hidden_sheets'
    | 'other_sheets'
    | 'columns'
    | 'hidden_columns'
    | 'wider'
    | 'hidden_rows'
    | 'above'
    | 'totals'
    | Doubt
    | 'lump_sums'
    | 'differing'
    | 'heads'
    | 'others'
    | 'saved'
  count: number
  /** The numbers of the rows, or the names of the columns or worksheets. */
  names: string
}

const mostNamed = 12
const doubts = ['maybe_totals', 'equal_sums', 'vat_rows', 'funding_rows', 'percents', 'texts'] as const

// A row of words alone is told by them as well.
function rowOf(line: SheetLine): string {
  const said = line.doubt === 'texts' ? cellOf(line, 'what') : null
  return said && 'text' in said ? `${line.number} (${shortened(said.text)})` : String(line.number)
}

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 39).trimEnd()}…` : text)

/** What was left out of the rows and columns of the worksheet that was read. */
export function noticesOf(found: FoundSheet, sorted: SheetLines): ImportNotice[] {
  const unread = unreadColumns(found, sorted)
  const hidden = unread.filter(({ at }) => found.worksheet.hiddenColumns.includes(at))
  const shown = unread.filter((column) => !hidden.includes(column))
  return [
    notice(
      'columns',
      shown.map(({ name }) => name),
    ),
    notice(
      'hidden_columns',
      hidden.map(({ name }) => name),
    ),
    notice('above', sorted.above.map(String)),
    notice('wider', found.worksheet.wider ? [lettersOf(mostColumns - 1)] : []),
    notice('hidden_rows', sorted.hidden.map(String)),
    notice('totals', sorted.totals.map(String)),
    ...doubts.map((doubt) =>
      notice(
        doubt,
        sorted.lines.filter((line) => line.doubt === doubt).map((line) => rowOf(line)),
      ),
    ),
    notice('lump_sums', sorted.lumpSums.map(String)),
    notice('differing', sorted.differing.map(String)),
    notice('heads', sorted.heads.map(String)),
    notice('others', sorted.others.map(String)),
  ].flat()
}

/** What was left out of a workbook because it stands in other worksheets than the one that was read. */
export function sheetNotices(
  { worksheet }: FoundSheet,
  worksheets: readonly ReadWorksheet[],
  hiddenSheets: readonly string[],
  { besides }: SpreadsheetVocabulary,
): ImportNotice[] {
  const others = worksheets.filter((each) => each !== worksheet && each.rows.length > 0 && !besides.has(each.name))
  return [
    notice('hidden_sheets', hiddenSheets),
    notice(
      'other_sheets',
      others.map(({ name }) => name),
    ),
  ].flat()
}

/** What is to be said of these rows, columns or worksheets; nothing where there are none. */
export function notice(key: ImportNotice['key'], all: readonly string[]): ImportNotice[] {
  if (all.length === 0) return []
  const rest = all.length > mostNamed ? ['…'] : []
  return [{ key, count: all.length, names: [...all.slice(0, mostNamed), ...rest].join(', ') }]
}

// Columns below the heads that hold something and are no field; of a sheet of ours those that are only reckoned are known.
function unreadColumns({ worksheet, firstHeads }: FoundSheet, { tables }: SheetLines): { at: number; name: string }[] {
  const unread = tables.flatMap(({ heads, columns }, index) => {
    const end = tables[index + 1]?.heads ?? Infinity
    const read = readColumns(columns)
    const filled = worksheet.rows
      .filter(({ number }) => number > heads && number < end)
      .flatMap(({ cells }) => [...cells.keys()].filter((at) => cells[at] !== null && !read.has(at)))
    const first = index === 0 ? firstHeads : heads
    const named = worksheet.rows.filter(({ number }) => number >= first && number <= heads).map(({ cells }) => cells)
    return [...new Set(filled)].sort((a, b) => a - b).map((at) => ({ at, name: nameOf(at, named) }))
  })
  return unread.filter(({ name }, index) => unread.findIndex((other) => other.name === name) === index)
}

function readColumns(columns: Columns): Set<number> {
  const ours = columns.has('id')
  // What a line comes to is held against its price.
  return new Set(
    [...columns].filter(([field]) => ours || field === 'amount' || sheetFields.includes(field)).map(([, at]) => at),
  )
}

function nameOf(at: number, heads: readonly ReadCell[][]): string {
  const words = heads.flatMap((cells) => {
    const head = cells[at]
    return head && 'text' in head ? [head.text] : []
  })
  const word = [...new Set(words)].join(' ').replaceAll(/\s+/g, ' ').trim().slice(0, 60)
  return word === '' ? lettersOf(at) : `${word} (${lettersOf(at)})`
}
