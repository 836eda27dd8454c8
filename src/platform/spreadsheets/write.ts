import exceljs from 'exceljs'
import { lettersOf, type Cell, type WorksheetColumn, type Workbook } from './workbook.ts'

const formats: Record<WorksheetColumn['kind'], string> = {
  text: '@',
  euros: '#,##0.00',
  quantity: '0.##',
  month: 'mm.yyyy',
}

// The heads stand in the first row, their keys hidden in the second, what people write from the third.
const firstRow = 3
const roomForMore = 500

/** A workbook's bytes. Texts are cells of text whatever they begin with; the only formulas are ours. */
export async function writeWorkbookFile({ worksheet, codes, title }: Workbook): Promise<Uint8Array> {
  const book = new exceljs.Workbook()
  book.title = title
  const page = book.addWorksheet(worksheet.name, { views: [{ state: 'frozen', ySplit: 2 }] })
  page.columns = worksheet.columns.map(({ width, kind, hidden = false }) => ({
    width,
    hidden,
    style: { numFmt: formats[kind], alignment: { vertical: 'top', wrapText: kind === 'text' } },
  }))
  page.addRow(worksheet.columns.map(({ head }) => head)).font = { bold: true }
  page.addRow(worksheet.columns.map(({ key }) => key)).hidden = true
  for (const row of worksheet.rows) page.addRow(row.map(valueOf))
  if (worksheet.rows.length > 0) page.addRow(worksheet.totals.map(valueOf)).font = { bold: true }
  if (codes.columns.length > 0) writeCodes(book, codes)
  offerChoices(page, worksheet.columns, codes, worksheet.rows.length)
  page.pageSetup = { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function valueOf(cell: Cell): exceljs.CellValue {
  if (cell === null || typeof cell !== 'object') return cell === '' ? null : cell
  return 'month' in cell ? new Date(`${cell.month}-01T00:00:00Z`) : cell
}

function writeCodes(book: exceljs.Workbook, { name, columns }: Workbook['codes']) {
  const page = book.addWorksheet(name)
  columns.forEach(({ head, key, values }, at) => {
    const [words, keys] = [page.getColumn(at * 2 + 1), page.getColumn(at * 2 + 2)]
    words.values = [head, ...values.map(({ word }) => word)]
    keys.values = [key, ...values.map((value) => value.key)]
    words.width = 28
    keys.width = 14
  })
  page.getRow(1).font = { bold: true }
}

function offerChoices(page: exceljs.Worksheet, columns: WorksheetColumn[], codes: Workbook['codes'], rows: number) {
  columns.forEach(({ key }, at) => {
    const list = codes.columns.findIndex((each) => each.key === key)
    const values = codes.columns[list]?.values ?? []
    if (values.length === 0) return
    const column = lettersOf(list * 2)
    const range = `'${codes.name}'!$${column}$2:$${column}$${values.length + 1}`
    for (let row = firstRow; row < firstRow + Math.min(rows + 20, roomForMore); row += 1) {
      if (row === firstRow + rows && rows > 0) continue
      page.getCell(row, at + 1).dataValidation = { type: 'list', allowBlank: true, formulae: [range] }
    }
  })
}
