import exceljs from 'exceljs'
import { mostCells, type ReadCell, type ReadWorksheet, type ReadingProblem } from './workbook.ts'

class Stop extends Error {
  readonly reason: ReadingProblem
  constructor(reason: ReadingProblem) {
    super(reason)
    this.reason = reason
  }
}

export type WorkbookReading = { worksheets: ReadWorksheet[] } | { fault: ReadingProblem }

/** What stands in a workbook's cells: of a formula the value it had, never the formula itself. */
export async function readWorkbookFile(bytes: Uint8Array): Promise<WorkbookReading> {
  try {
    const book = new exceljs.Workbook()
    await book.xlsx.load(Buffer.from(bytes) as never, { ignoreNodes: ['dataValidations', 'conditionalFormatting'] })
    let left = mostCells
    const worksheets = book.worksheets.map((page) => {
      const rows: ReadWorksheet['rows'] = []
      page.eachRow((row, number) => {
        const cells = Array.from({ length: Math.min(row.cellCount, 200) }, (_, at) => cellOf(row.getCell(at + 1).value))
        left -= cells.filter((cell) => cell !== null).length
        if (left < 0) throw new Stop('spreadsheet_too_large')
        if (cells.some((cell) => cell !== null)) rows.push({ number, cells })
      })
      return { name: page.name, rows }
    })
    return { worksheets }
  } catch (error) {
    return { fault: error instanceof Stop ? error.reason : 'spreadsheet_damaged' }
  }
}

function cellOf(value: exceljs.CellValue): ReadCell {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number') return { number: value }
  if (typeof value === 'object') return value instanceof Date ? dateOf(value) : richCellOf(value)
  return { text: String(value) }
}

const dateOf = (date: Date): ReadCell =>
  Number.isNaN(date.valueOf()) ? { fault: 'error' } : { date: date.toISOString() }

function richCellOf(value: Exclude<exceljs.CellValue, string | number | boolean | Date | null | undefined>): ReadCell {
  if ('richText' in value) return { text: value.richText.map(({ text }) => text).join('') }
  if ('formula' in value || 'sharedFormula' in value) return resultOf(value)
  if ('hyperlink' in value) return cellOf(value.text)
  return { fault: 'error' }
}

function resultOf(value: exceljs.CellFormulaValue | exceljs.CellSharedFormulaValue): ReadCell {
  const formula = 'formula' in value ? value.formula : ''
  // What another workbook says is nothing that we can know.
  if (/\[[^[\]]+\]/.test(formula)) throw new Stop('spreadsheet_external')
  return value.result === undefined ? { fault: 'formula' } : cellOf(value.result)
}
