import { openParts } from './parts.ts'
import { readWorksheet } from './read-worksheet.ts'
import { mostCells, mostLetters, type ReadWorksheet, type WorkbookReading } from './workbook.ts'

/** So many worksheets may be full; the limit of one worksheet is its own. */
const mostFull = 3

/** What stands in the worksheets of a workbook that can be seen, and the names of those that cannot. */
export async function readWorkbookFile(bytes: Uint8Array): Promise<WorkbookReading> {
  try {
    const { sheets, context } = await openParts(bytes)
    const worksheets: ReadWorksheet[] = []
    const left = { cells: mostFull * mostCells, letters: mostFull * mostLetters }
    for (const { name, hidden, content } of sheets) {
      if (hidden) continue
      const room = { cells: Math.min(mostCells, left.cells), letters: Math.min(mostLetters, left.letters) }
      const before = { ...room }
      worksheets.push(readWorksheet(await content(), name, context, room))
      left.cells -= before.cells - Math.max(room.cells, 0)
      left.letters -= before.letters - Math.max(room.letters, 0)
    }
    return { worksheets, hiddenSheets: sheets.filter(({ hidden }) => hidden).map(({ name }) => name) }
  } catch {
    // Whatever it is that stands in a file of somebody's, they can only save it anew.
    return { fault: 'spreadsheet_damaged' }
  }
}
