import { plainCell } from './cell-text.ts'
import { repeatJoined, setCell } from './joined-cells.ts'
import type { WorkbookContext } from './parts.ts'
import { natureOf, readCell, type FormulaNature, type WrittenCell } from './read-cell.ts'
import { columnOf, mostColumns, type ReadRow, type ReadWorksheet } from './workbook.ts'
import { readXml } from './xml.ts'

/** A place that no spreadsheet has. */
class OutOfSheet extends Error {}

class Enough extends Error {}

const lastRow = 1_048_576
const lastColumn = 16_384
const mostJoined = 2000
/** Rows that are kept of a worksheet that is too large, to see what it is. */
const firstRows = 10

/** How many filled cells and letters may still be read. */
export interface Room {
  cells: number
  letters: number
}

type Attributes = Readonly<Record<string, string>>

/** What stands in a worksheet, as far as there is room, of which it takes. Throws at the first place that no program has. */
export function readWorksheet(content: Uint8Array, name: string, context: WorkbookContext, room: Room): ReadWorksheet {
  const sheet: ReadWorksheet = { name, rows: [], hiddenColumns: [] }
  const joined: string[] = []
  const rows = rowReader(sheet, context, room)
  const columns = columnReader()
  try {
    readXml(content, {
      open: (element, attributes) => {
        if (element === 'col') columns.open(attributes)
        else if (element === 'mergeCell' && joined.length < mostJoined) joined.push(attributes['ref'] ?? '')
        else rows.open(element, attributes)
      },
      text: rows.text,
      close: rows.close,
    })
  } catch (error) {
    if (!(error instanceof Enough)) throw error
    return { ...sheet, rows: sheet.rows.slice(0, firstRows), fault: 'spreadsheet_too_large' }
  }
  repeatJoined(sheet.rows, joined)
  return { ...sheet, hiddenColumns: [...columns.hidden] }
}

const isOn = (said: string | undefined) => said === '1' || said === 'true'

function columnReader() {
  const hidden = new Set<number>()
  const open = ({ min, max, hidden: isHidden, width }: Attributes) => {
    if (!isOn(isHidden) && Number(width ?? 1) !== 0) return
    for (let at = Math.max(Number(min), 1) - 1; at < Math.min(Number(max), mostColumns); at += 1) hidden.add(at)
  }
  return { open, hidden }
}

function rowReader(sheet: ReadWorksheet, context: WorkbookContext, room: Room) {
  const cells = cellReader()
  let [row, number, at] = [null as ReadRow | null, 0, -1]

  const beginRow = ({ r, hidden, ht, customHeight }: Attributes) => {
    const next = r === undefined ? number + 1 : Number(r)
    if (!Number.isInteger(next) || next <= number || next > lastRow) throw new OutOfSheet()
    number = next
    row = { number, hidden: isOn(hidden) || (isOn(customHeight) && Number(ht) === 0), cells: [] }
    at = -1
  }

  const placeCell = ({ r }: Attributes) => {
    at = r === undefined ? at + 1 : columnOf(/^[A-Za-z]{1,4}/.exec(r)?.[0] ?? '')
    if (!(at < lastColumn)) throw new OutOfSheet()
  }

  const take = (cell: WrittenCell) => {
    if (!row) return
    const read = readCell(cell, context)
    if (cell.formula?.external && !row.hidden) sheet.fault = 'spreadsheet_external'
    if (read === null) return
    room.cells -= 1
    room.letters -= 'text' in read ? read.text.length : 0
    if (room.cells < 0 || room.letters < 0) throw new Enough()
    if (at >= mostColumns) sheet.wider = true
    else setCell(row.cells, at, read)
  }

  return {
    open: (element: string, attributes: Attributes) => {
      if (element === 'row') beginRow(attributes)
      if (element === 'c') placeCell(attributes)
      cells.open(element, attributes)
    },
    text: cells.text,
    close: (element: string) => {
      const cell = cells.close(element)
      if (cell) take(cell)
      if (element === 'row' && row && row.cells.length > 0) sheet.rows.push(row)
    },
  }
}

/** Collects what is written of each cell; `close` gives it when it is complete. */
function cellReader() {
  const shared = new Map<string, FormulaNature>()
  const inline = plainCell()
  let cell: WrittenCell | null = null
  let [within, written, formulaId] = ['', '', '']

  const endFormula = (): FormulaNature => {
    const nature = (written === '' ? shared.get(formulaId) : undefined) ?? natureOf(written)
    if (formulaId !== '') shared.set(formulaId, nature)
    return nature
  }

  return {
    open: (element: string, { t = 'n', s, si = '' }: Attributes) => {
      if (element === 'c') {
        cell = { type: t, style: Number(s ?? 0), value: null, inline: '', formula: null }
        inline.begin()
      } else if (element === 'v' || element === 'f') [within, written, formulaId] = [element, '', si]
      else inline.open(element)
    },
    text: (text: string) => {
      if (within === '') inline.add(text)
      else written += text
    },
    close: (element: string): WrittenCell | null => {
      inline.close(element)
      if (element === within) within = ''
      if (element === 'v' && cell) cell.value = written
      if (element === 'f' && cell) cell.formula = endFormula()
      return element === 'c' && cell ? { ...cell, inline: inline.text() } : null
    },
  }
}
