import { lettersOf, mostColumns, type ReadCell, type ReadWorksheet } from '#platform/spreadsheets/workbook.ts'
import { sheetFields, type FoundSheet, type SpreadsheetVocabulary } from './heads.ts'
import type { SheetLines } from './lines.ts'

/** What of a spreadsheet was left out, and why; words are in `spreadsheets:left_out`. */
export interface ImportNotice {
  key:
    | 'hidden_sheets'
    | 'other_sheets'
    | 'columns'
    | 'hidden_columns'
    | 'wider'
    | 'hidden_rows'
    | 'totals'
    | 'heads'
    | 'others'
  count: number
  /** The numbers of the rows, or the names of the columns or worksheets. */
  names: string
}

const mostNamed = 12

/** What was left out of the rows and columns of the worksheet that was read. */
export function noticesOf(found: FoundSheet, sorted: SheetLines): ImportNotice[] {
  const unread = unreadColumns(found)
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
    notice('wider', found.worksheet.wider ? [lettersOf(mostColumns - 1)] : []),
    notice('hidden_rows', sorted.hidden.map(String)),
    notice('totals', sorted.totals.map(String)),
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

function notice(key: ImportNotice['key'], all: readonly string[]): ImportNotice[] {
  if (all.length === 0) return []
  const rest = all.length > mostNamed ? ['…'] : []
  return [{ key, count: all.length, names: [...all.slice(0, mostNamed), ...rest].join(', ') }]
}

// Columns below the heads that hold something and are no field; of a sheet of ours those that are only reckoned are known.
function unreadColumns({ worksheet, columns, heads }: FoundSheet): { at: number; name: string }[] {
  const ours = columns.has('id')
  const read = new Set([...columns].filter(([field]) => ours || sheetFields.includes(field)).map(([, at]) => at))
  const filled = new Set<number>()
  let named: ReadCell[] = []
  for (const { number, cells } of worksheet.rows) {
    if (number === heads) named = cells
    if (number > heads) for (const [at, cell] of cells.entries()) if (cell !== null && !read.has(at)) filled.add(at)
  }
  return [...filled]
    .sort((a, b) => a - b)
    .map((at) => {
      const head = named[at]
      const word = head && 'text' in head ? head.text.replaceAll(/\s+/g, ' ').trim().slice(0, 60) : ''
      return { at, name: word === '' ? lettersOf(at) : `${word} (${lettersOf(at)})` }
    })
}
