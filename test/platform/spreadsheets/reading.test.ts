import { describe, expect, test } from 'vitest'
import { readWorkbook, writeWorkbook } from '#platform/spreadsheets/pool.ts'
import type { ReadCell, Workbook } from '#platform/spreadsheets/workbook.ts'
import { formula, ofType, styled, workbookFile, type TestCell } from '../../support/workbook.ts'

const cellsOf = async (cells: TestCell[], parts = {}): Promise<ReadCell[]> => {
  const read = await readWorkbook(await workbookFile([{ rows: [['first', ...cells, 'last']] }], parts))
  if ('fault' in read) throw new Error(read.fault)
  return read.worksheets[0]?.rows[0]?.cells.slice(1, -1) ?? []
}

const names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const styles = `<styleSheet ${names}><numFmts count="4"><numFmt numFmtId="164" formatCode="[$-426]mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;dūši&quot;"/><numFmt numFmtId="166" formatCode="[Red]0.0%"/><numFmt numFmtId="167" formatCode="General"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[0, 14, 164, 165, 166, 167, 9].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`

describe('a cell is read as its program shows it', () => {
  test('where it is a formula, by the value it had', async () => {
    const cells = await cellsOf([
      ...[
        formula('A1&amp;"x"', 'words', 'str'),
        formula('1+1', 2),
        formula('1=1', 1, 'b'),
        formula('1/0', '#DIV/0!', 'e'),
      ],
      ...[formula('1+1'), formula('A9', '', 'str'), formula('SUM(B2:B9)', 5), formula('SUM(Sheet2!B2:B9)', 5)],
      ...[formula('SUM(B1:F1)', 5), formula('SUBTOTAL(9,B2:B9)', 5)],
    ])
    expect(cells).toEqual([
      ...[{ text: 'words' }, { number: 2 }, { text: 'true' }, { fault: 'error' }],
      ...[{ fault: 'formula' }, null, { number: 5, sums: true }, { number: 5 }],
      ...[{ number: 5 }, { number: 5, sums: true }],
    ])
  })

  test('where it is a day, in either count of days, or in words of ISO 8601', async () => {
    const dated = [
      styled(1, 43_905),
      styled(2, 43_905),
      styled(3, 43_905),
      styled(5, 43_905),
      ofType('d', '2020-03-15T00:00:00'),
    ]
    const day = { date: '2020-03-15T00:00:00.000Z' }
    expect(await cellsOf(dated, { 'xl/styles.xml': styles })).toEqual([
      day,
      day,
      { number: 43_905 },
      { number: 43_905 },
      day,
    ])
    const book = `<workbook ${names} xmlns:q="x"><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" q:id="r1"/></sheets></workbook>`
    const since1904 = await cellsOf([styled(1, 42_443)], { 'xl/styles.xml': styles, 'xl/workbook.xml': book })
    expect(since1904).toEqual([day])
  })

  test('where it is in hundredths', async () => {
    const cells = await cellsOf([styled(4, 0.21), styled(6, 0.5)], { 'xl/styles.xml': styles })
    expect(cells).toEqual([
      { number: 0.21, percent: true },
      { number: 0.5, percent: true },
    ])
  })

  test('where its text is written in runs, with signs for letters, or with reading aids', async () => {
    const texts = `<sst ${names}><si><r><t>Boards </t></r><r><rPr><b/></rPr><t>strong</t></r><rPh><t>aid</t></rPh></si><si><t>one_x000D_two_x005F_x0041_</t></si><si><t>   </t></si></sst>`
    const shared = ['0', '1', '2', '7'].map((number) => ofType('s', number))
    expect(await cellsOf(shared, { 'xl/sharedStrings.xml': texts })).toEqual([
      ...[{ text: 'Boards strong' }, { text: 'one\ntwo_x0041_' }],
      ...[null, null],
    ])
    expect(await cellsOf([{ xml: ' t="inlineStr"><is><r><t>a</t></r><r><t>_xD800_b</t></r></is>' }])).toEqual([
      { text: 'a\ufffdb' },
    ])
  })
})

describe('a workbook is read', () => {
  const sheet = `<worksheet ${names}><sheetData><row><c t="inlineStr"><is><t>ā</t></is></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row></sheetData></worksheet>`
  const expected = [
    { number: 1, hidden: false, cells: [{ text: 'ā' }, { number: 2 }] },
    { number: 3, hidden: false, cells: [null, { number: 3 }] },
  ]
  const prefixed = sheet.replaceAll(/<(\/?)(?=\w)/g, '<$1x:').replace('xmlns=', 'xmlns:x=')
  const wide = (bytes: Buffer) => Buffer.concat([Buffer.from([0xff, 0xfe]), bytes])
  const written: [string, string | Buffer][] = [
    ['without places of its cells', sheet],
    ['with a prefix before its elements', prefixed],
    ['in UTF-16', wide(Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${sheet}`, 'utf16le'))],
    ['in UTF-16 the other way round', wide(Buffer.from(sheet, 'utf16le')).swap16()],
    [
      'in the encoding of its system',
      Buffer.from(`<?xml version="1.0" encoding="windows-1257"?>${sheet.replace('ā', '\u00e2')}`, 'latin1'),
    ],
    ['with a mark of its encoding', `\ufeff${sheet}`],
  ]
  for (const [how, content] of written)
    test(`that is written ${how}`, async () => {
      const read = await readWorkbook(await workbookFile([{ rows: [] }], { 'xl/worksheets/sheet1.xml': content }))
      expect(read).toMatchObject({ worksheets: [{ rows: expected }] })
    })

  const places: [string, string][] = [
    ['a row that no program has', `<row r="4294967295"><c><v>1</v></c></row>`],
    ['a column that no program has', `<row r="1"><c r="XFE1"><v>1</v></c></row>`],
    ['a column of letters without end', `<row r="1"><c r="AAAAAAA1"><v>1</v></c></row>`],
    ['a row twice', `<row r="2"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>`],
    ['a document type', ''],
  ]
  for (const [what, rows] of places)
    test(`at once as one that cannot be, where it has ${what}`, async () => {
      const type = rows === '' ? '<!DOCTYPE x [<!ENTITY a "aaaa">]>' : ''
      const content = `${type}<worksheet ${names}><sheetData>${rows}</sheetData></worksheet>`
      const before = performance.now()
      const read = await readWorkbook(await workbookFile([{ rows: [] }], { 'xl/worksheets/sheet1.xml': content }))
      expect(read).toEqual({ fault: 'spreadsheet_damaged' })
      expect(performance.now() - before).toBeLessThan(10_000)
    })

  test('as far as its last row and column, and what stands behind the columns that are read is known', async () => {
    const content = `<worksheet ${names}><sheetData><row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>`
    const read = await readWorkbook(await workbookFile([{ rows: [] }], { 'xl/worksheets/sheet1.xml': content }))
    expect(read).toMatchObject({ worksheets: [{ wider: true, rows: [{ number: 1_048_576, cells: [{ number: 1 }] }] }] })
  })

  test('with a formula of a table, but not with one that asks another file', async () => {
    const faults = async (text: string) => {
      const read = await readWorkbook(await workbookFile([{ rows: [[formula(text, 1)]] }]))
      return 'fault' in read ? read.fault : read.worksheets[0]?.fault
    }
    for (const own of ['SUM(Table1[ERDF])', 'Table1[[#This Row],[a]]*Sheet2!A1', '"[1]x!"&amp;A1'])
      expect(await faults(own), own).toBeUndefined()
    for (const other of ['[1]Sheet1!A1', "'[Book.xlsx]My sheet'!A1+1", "1+'/home/[b.xlsx]S'!$A$1", '[1]!Name'])
      expect(await faults(other), other).toBe('spreadsheet_external')
  })

  test('as it was written, whatever stands in its texts', async () => {
    const texts = ['=1+1', '+371 20000000', '<&>"\'', 'two\nlines', ' spaces ', '_x0041_', 'ā õ 🌻', 'a'.repeat(32_767)]
    const book: Workbook = {
      title: 'a < b & c',
      worksheet: {
        name: "Anna's & co",
        columns: [{ key: 'what', head: 'What', kind: 'text', width: 10 }],
        rows: texts.map((text) => [text]),
        totals: [null],
      },
      codes: { name: 'Codes', columns: [] },
    }
    const read = await readWorkbook(await writeWorkbook(book))
    const rows = 'fault' in read ? [] : (read.worksheets[0]?.rows ?? [])
    expect(rows.slice(2).map(({ cells }) => cells[0])).toEqual(texts.map((text) => ({ text })))
    expect(read).toMatchObject({ worksheets: [{ name: "Anna's & co" }] })
  })
})
