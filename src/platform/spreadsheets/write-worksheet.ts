import { lettersOf, type Cell, type CellKind } from './workbook.ts'

/** The format of each kind of column, in the order of the styles of the workbook. */
export const formats: Record<CellKind, string> = {
  text: '@',
  euros: '#,##0.00',
  quantity: '0.##',
  month: 'mm.yyyy',
}

/** The number of a style: the first has no format, then come those of the kinds, then the same in bold. */
function styleOf(kind: CellKind, bold = false): number {
  const kinds = Object.keys(formats)
  return 1 + kinds.indexOf(kind) + (bold ? kinds.length : 0)
}

/** What is written as rows: cells with the kinds of their columns. */
export interface WrittenRow {
  cells: readonly Cell[]
  bold?: boolean
  hidden?: boolean
}

export interface WrittenColumn {
  kind: CellKind
  width: number
  hidden?: boolean
}

/** Where one of some values may be chosen: places such as 'E3:E9 E11', and the formula that names the values. */
export interface Choice {
  places: string
  values: string
}

/** A text inside XML. What XML does not know is written as spreadsheet programs do, and what looks like that is kept apart from it. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(
      /[\x00-\x08\x0b-\x1f\ufffe\uffff]/g,
      (letter) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const spreadsheetNames = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** A worksheet as XML; `numberOf` gives each text its number among the texts of the workbook. */
export function worksheetXml(
  columns: readonly WrittenColumn[],
  rows: readonly WrittenRow[],
  numberOf: (text: string) => number,
  { frozen, choices }: { frozen: number; choices: readonly Choice[] },
): string {
  const views = frozen
    ? `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`
    : ''
  return [
    `${xmlHead}<worksheet xmlns="${spreadsheetNames}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0"${frozen ? ' tabSelected="1"' : ''}>${views}</sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.map(columnXml).join('')}</cols>`,
    `<sheetData>${rows.map((row, at) => rowXml(row, at + 1, columns, numberOf)).join('')}</sheetData>`,
    choicesXml(choices),
    '<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>',
  ].join('')
}

const columnXml = ({ kind, width, hidden }: WrittenColumn, at: number) =>
  `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${styleOf(kind)}" customWidth="1"${hidden ? ' hidden="1"' : ''}/>`

function rowXml(
  { cells, bold, hidden }: WrittenRow,
  number: number,
  columns: readonly WrittenColumn[],
  numberOf: (text: string) => number,
): string {
  const written = cells.map((cell, at) => {
    const style = styleOf(columns[at]?.kind ?? 'text', bold)
    return cellXml(cell, `r="${lettersOf(at)}${number}" s="${style}"`, numberOf)
  })
  return `<row r="${number}"${hidden ? ' hidden="1"' : ''}>${written.join('')}</row>`
}

// Texts are cells of text whatever they begin with; the only formulas are ours.
function cellXml(cell: Cell, place: string, numberOf: (text: string) => number): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'string') return `<c ${place} t="s"><v>${numberOf(cell)}</v></c>`
  if (typeof cell === 'number') return `<c ${place}><v>${cell}</v></c>`
  if ('month' in cell) return `<c ${place}><v>${serialOf(cell.month)}</v></c>`
  return `<c ${place}><f>${escaped(cell.formula)}</f><v>${cell.result}</v></c>`
}

const serialOf = (month: string) => (Date.parse(`${month}-01T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000

function choicesXml(choices: readonly Choice[]): string {
  if (choices.length === 0) return ''
  const each = choices.map(
    ({ places, values }) =>
      `<dataValidation type="list" allowBlank="1" sqref="${places}"><formula1>${escaped(values)}</formula1></dataValidation>`,
  )
  return `<dataValidations count="${choices.length}">${each.join('')}</dataValidations>`
}
