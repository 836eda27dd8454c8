import JSZip from 'jszip'

/** A cell of a workbook as some program writes it: a text, a number, an empty one, or its XML from the type on. */
export type TestCell = string | number | null | { xml: string }

export interface TestSheet {
  name?: string
  state?: 'hidden' | 'veryHidden'
  /** Rows of cells, or one with attributes of its own. */
  rows: (TestCell[] | { attributes: string; cells: TestCell[] })[]
  columns?: string
  after?: string
}

export const formula = (text: string, value?: string | number, type = 'n'): TestCell => ({
  xml: ` t="${type}"><f>${text}</f>${value === undefined ? '' : `<v>${value}</v>`}`,
})
export const styled = (style: number, value: string | number): TestCell => ({ xml: ` s="${style}"><v>${value}</v>` })
export const ofType = (type: string, value: string): TestCell => ({ xml: ` t="${type}"><v>${value}</v>` })

const names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A workbook as bytes; `parts` replace or add to its files, such as `xl/styles.xml`. */
export async function workbookFile(sheets: TestSheet[], parts: Record<string, string | Buffer> = {}): Promise<Buffer> {
  const zip = new JSZip()
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`
  const list = (inner: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
  const listed = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${xml(name ?? `Sheet${at + 1}`)}" sheetId="${at + 1}" r:id="r${at + 1}"${state ? ` state="${state}"` : ''}/>`,
  )
  const files: Record<string, string | Buffer> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': list(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook ${names} xmlns:r="${relations}"><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': list(
      sheets.map((_, at) => relation(`r${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('') +
        relation('styles', 'styles', 'styles.xml') +
        relation('texts', 'sharedStrings', 'sharedStrings.xml'),
    ),
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)])),
    ...parts,
  }
  for (const [name, content] of Object.entries(files)) zip.file(name, content)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

function sheetXml({ rows, columns = '', after = '' }: TestSheet): string {
  const written = rows.map((row, at) => {
    const { attributes, cells } = Array.isArray(row) ? { attributes: '', cells: row } : row
    const inside = cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${at + 1}`))
    return `<row r="${at + 1}" ${attributes}>${inside.join('')}</row>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet ${names}>${columns}<sheetData>${written.join('')}</sheetData>${after}</worksheet>`
}

function cellXml(cell: TestCell, place: string): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'object') return `<c r="${place}"${cell.xml}</c>`
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`
}
