import { zipOf } from '#platform/files/formats/zip-writing.ts'
import { lettersOf, type Workbook, type WorksheetColumn } from './workbook.ts'
import {
  escaped,
  formats,
  spreadsheetNames,
  worksheetXml,
  xmlHead,
  type Choice,
  type WrittenColumn,
  type WrittenRow,
} from './write-worksheet.ts'

// The heads stand in the first row, their keys hidden in the second, what people write from the third.
const firstRow = 3
const roomForMore = 500

const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const core = 'application/vnd.openxmlformats-package.core-properties+xml'

/** A workbook's bytes. Texts are cells of text whatever they begin with; the only formulas are ours. */
export function writeWorkbookFile({ worksheet, codes, title }: Workbook): Uint8Array {
  const texts = new Map<string, number>()
  const numberOf = (text: string) => {
    const known = texts.get(text) ?? texts.size
    texts.set(text, known)
    return known
  }
  const { columns, rows, totals } = worksheet
  const written: WrittenRow[] = [
    { cells: columns.map(({ head }) => head), bold: true },
    { cells: columns.map(({ key }) => key), hidden: true },
    ...rows.map((cells) => ({ cells })),
    ...(rows.length > 0 ? [{ cells: totals, bold: true }] : []),
  ]
  const choices = choicesIn(columns, codes, rows.length)
  const sheets = [{ name: worksheet.name, xml: worksheetXml(columns, written, numberOf, { frozen: 2, choices }) }]
  if (codes.columns.length > 0) sheets.push({ name: codes.name, xml: codesXml(codes, numberOf) })
  const parts = sheets.map(({ xml }, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content: xml }))
  const names = sheets.map(({ name }) => name)
  return zipOf([
    ...frameOf(names, title),
    ...parts,
    { name: 'xl/sharedStrings.xml', content: textsXml([...texts.keys()]) },
  ])
}

function codesXml({ columns }: Workbook['codes'], numberOf: (text: string) => number): string {
  const shown = columns.flatMap((): WrittenColumn[] => [
    { kind: 'text', width: 28 },
    { kind: 'text', width: 14 },
  ])
  const longest = Math.max(...columns.map(({ values }) => values.length))
  const rows = Array.from({ length: longest }, (_, at) => ({
    cells: columns.flatMap(({ values }) => [values[at]?.word ?? null, values[at]?.key ?? null]),
  }))
  const heads = { cells: columns.flatMap(({ head, key }) => [head, key]), bold: true }
  return worksheetXml(shown, [heads, ...rows], numberOf, { frozen: 0, choices: [] })
}

// In each line and in some empty ones below, but not in that of the totals.
function choicesIn(columns: readonly WorksheetColumn[], codes: Workbook['codes'], rows: number): Choice[] {
  const last = firstRow + Math.min(rows + 20, roomForMore) - 1
  return columns.flatMap(({ key }, at) => {
    const list = codes.columns.findIndex((each) => each.key === key)
    const count = codes.columns[list]?.values.length ?? 0
    if (count === 0) return []
    const [column, range] = [lettersOf(at), lettersOf(list * 2)]
    const places = [
      ...(rows > 0 ? [`${column}${firstRow}:${column}${Math.min(firstRow + rows - 1, last)}`] : []),
      ...(firstRow + rows < last ? [`${column}${firstRow + rows + (rows > 0 ? 1 : 0)}:${column}${last}`] : []),
    ]
    return [{ places: places.join(' '), values: `'${codes.name}'!$${range}$2:$${range}$${count + 1}` }]
  })
}

// The parts that each workbook has around its worksheets.
function frameOf(names: readonly string[], title: string) {
  const at = names.map((_, index) => index + 1)
  const part = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${type}"/>`
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${kind}" Target="${target}"/>`
  const related = (list: string) => `${xmlHead}<Relationships xmlns="${packages}/relationships">${list}</Relationships>`
  const sheets = names.map(
    (name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  const content = {
    '[Content_Types].xml': `${xmlHead}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('xl/workbook.xml', `${types}.sheet.main+xml`)}${at.map((each) => part(`xl/worksheets/sheet${each}.xml`, `${types}.worksheet+xml`)).join('')}${part('xl/styles.xml', `${types}.styles+xml`)}${part('xl/sharedStrings.xml', `${types}.sharedStrings+xml`)}${part('docProps/core.xml', core)}</Types>`,
    '_rels/.rels': related(
      relation('rId1', `${relations}/officeDocument`, 'xl/workbook.xml') +
        relation('rId2', `${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'),
    ),
    'docProps/core.xml': `${xmlHead}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title></cp:coreProperties>`,
    'xl/workbook.xml': `${xmlHead}<workbook xmlns="${spreadsheetNames}" xmlns:r="${relations}"><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': related(
      at.map((each) => relation(`rId${each}`, `${relations}/worksheet`, `worksheets/sheet${each}.xml`)).join('') +
        relation('rIdStyles', `${relations}/styles`, 'styles.xml') +
        relation('rIdTexts', `${relations}/sharedStrings`, 'sharedStrings.xml'),
    ),
    'xl/styles.xml': stylesXml(),
  }
  return Object.entries(content).map(([name, xml]) => ({ name, content: xml }))
}

function stylesXml(): string {
  const kinds = Object.entries(formats)
  const own = kinds.map(([, code], at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(code)}"/>`)
  const style = (at: number, kind: string, font: number) =>
    `<xf numFmtId="${164 + at}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top"${kind === 'text' ? ' wrapText="1"' : ''}/></xf>`
  const styles = [0, 1].flatMap((font) => kinds.map(([kind], at) => style(at, kind, font)))
  return `${xmlHead}<styleSheet xmlns="${spreadsheetNames}"><numFmts count="${own.length}">${own.join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${styles.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${styles.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

const textsXml = (texts: readonly string[]) =>
  `${xmlHead}<sst xmlns="${spreadsheetNames}" uniqueCount="${texts.length}">${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`
