import { columnOf, type ReadCell, type ReadRow } from './workbook.ts'

const mostRepeats = 10_000
const longestRepeated = 200

/**
 * What stands in cells that are joined over several rows is meant for each of them; a number, which must not count twice, is
 * marked as repeated. `ranges` are such as 'A2:A9'.
 */
export function repeatJoined(rows: readonly ReadRow[], ranges: readonly string[]): void {
  let left = mostRepeats
  for (const range of ranges) {
    if (left === 0) return
    const [, letters = '', from, to] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(range) ?? []
    const at = columnOf(letters)
    const cell = rows.find(({ number }) => number === Number(from))?.cells[at]
    if (!cell || !isRepeated(cell)) continue
    const below = rows.filter(({ number }) => number > Number(from) && number <= Number(to)).slice(0, left)
    const again = 'number' in cell ? { ...cell, repeated: true as const } : cell
    for (const row of below) setCell(row.cells, at, again)
    left -= below.length
  }
}

const isRepeated = (cell: NonNullable<ReadCell>) =>
  'date' in cell || 'number' in cell || ('text' in cell && cell.text.length <= longestRepeated)

/** Puts a cell into a row, with empty ones before it where there are none. */
export function setCell(cells: ReadRow['cells'], at: number, read: ReadRow['cells'][number]): void {
  while (cells.length < at) cells.push(null)
  cells[at] = read
}
