import { read, writeXlsx, type Sheet, type Workbook } from 'hucre'
import JSZip from 'jszip'
import { describe, expect } from 'vitest'
import { locales } from '#platform/i18n/locale.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { bytes } from '../../support/pdf.ts'
import type { Visitor } from '../../support/portal.ts'
import { testOfDemo as test, type Member } from '../../support/test.ts'
import { formula, workbookFile, type TestCell } from '../../support/workbook.ts'

const place = '/work/parishes/viresi/plan/finance/viresu-kopienas-busins'

// Read by somebody else's program: what ours writes is not for itself alone.
const workbookAt = async (visitor: Visitor, path: string): Promise<Workbook> => {
  const { body } = await visitor.get(path).buffer(true).parse(bytes).expect(200)
  return read(body as Buffer, { readStyles: true })
}

const bytesOf = async ({ name, rows, rowDefs }: Sheet) =>
  Buffer.from(await writeXlsx({ sheets: [{ name, rows, ...(rowDefs && { rowDefs }) }] }))

const bring = (visitor: Visitor, locale: string, body: Buffer, mode = 'replace', name = 'budget.xlsx') =>
  visitor.post(`/${locale}${place}/sheet`).field('mode', mode).attach('spreadsheet', body, name)

const sheetOf = (rows: TestCell[][]) => workbookFile([{ name: 'Budget', rows }])

async function anOpenDocument(): Promise<Buffer> {
  const zip = new JSZip()
  zip.file('mimetype', 'application/vnd.oasis.opendocument.spreadsheet', { compression: 'STORE' })
  zip.file('content.xml', '<office:document-content/>')
  return zip.generateAsync({ type: 'nodebuffer' })
}

const heads = ['Month', 'Kind', 'Category', 'What', 'Quantity', 'Unit', 'Unit price', 'VAT', 'ERDF']

describe('a financial plan taken out', () => {
  test('has numbers as numbers, sums as formulas of ours, and texts that stay texts', async ({ db, signedInAs }) => {
    const what = { source: 'en', en: '=1+1', lv: '=1+1', et: '=1+1' }
    await db('financeLines')
      .whereIn('initiativeId', db('initiatives').where({ slug: 'viresu-kopienas-busins' }).select('id'))
      .update({ what })
    const book = await workbookAt(await signedInAs('ape'), `/en${place}/lines.xlsx`)
    const [page, codes] = book.sheets as [Sheet, Sheet]
    const [, keys = []] = page.rows
    const at = (key: string) => keys.indexOf(key)
    const cell = (key: string) => page.cells?.get(`2,${at(key)}`)
    expect(page.rowDefs?.get(1)?.hidden).toBe(true)
    expect(page.columns?.map(({ hidden }) => hidden ?? false).slice(0, 3)).toEqual([true, true, false])
    expect(page.freezePane).toEqual({ rows: 2 })
    expect(cell('what')).toMatchObject({ value: '=1+1', type: 'string', style: { numFmt: '@' } })
    expect(cell('unitPrice')).toMatchObject({ type: 'number', style: { numFmt: '#,##0.00' } })
    expect(cell('month')).toMatchObject({ type: 'date', style: { numFmt: 'mm.yyyy' } })
    const formulas = [...(page.cells ?? [])].flatMap(([place, each]) =>
      place.endsWith(`,${at('amount')}`) && each.type === 'formula' ? [each] : [],
    )
    const [total] = formulas.slice(-1)
    const sum = formulas.slice(0, -1).reduce((all, each) => all + Math.round(Number(each.formulaResult) * 100), 0)
    expect(total?.formula).toMatch(/^SUM\(L3:L\d+\)$/)
    expect(Math.round(Number(total?.formulaResult) * 100)).toBe(sum)
    expect(codes.rows.map(([, key]) => key)).toContain('investment')
    const lists = page.dataValidations?.filter(({ type }) => type === 'list') ?? []
    expect(lists.map(({ formula1 }) => formula1)).toEqual([
      "'Values'!$A$2:$A$4",
      "'Values'!$C$2:$C$12",
      "'Values'!$E$2:$E$4",
    ])
  })

  test('holds every initiative of the plan in one sheet, and goes to those who see the plan', async ({
    signedInAs,
  }) => {
    const book = await workbookAt(await signedInAs('lead'), '/lv/work/parishes/gaujiena/plan/finance.xlsx')
    const slugs = new Set(book.sheets[0]?.rows.map(([, slug]) => slug))
    expect(slugs).toContain('gaujienas-kopienas-virtuve')
    expect(slugs.size).toBeGreaterThan(4)
    for (const member of ['setomaa', 'gaujiena'] as Member[])
      await (await signedInAs(member)).get('/lv/work/parishes/gaujiena/plan/finance.xlsx').expect(404)
  })

  test('as CSV begins with the mark of its encoding, and no cell of it acts', async ({ db, signedInAs }) => {
    const what = { source: 'lv', lv: '@SUM(A1) "ā"; \n=1' }
    await db('financeLines')
      .whereIn('initiativeId', db('initiatives').where({ slug: 'viresu-kopienas-busins' }).select('id'))
      .update({ what })
    const { text } = await (await signedInAs('ape')).get(`/lv${place}/lines.csv`).expect(200)
    expect(text.startsWith('\ufeff')).toBe(true)
    expect(text).toContain(`"'@SUM(A1) ""ā""; \n=1"`)
    expect(text.replaceAll(/"(?:[^"]|"")*"/g, '')).not.toMatch(/[;\n][=@+]/)
  })
})

describe('a financial plan brought back', () => {
  test('unchanged, in any language, changes nothing', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    for (const locale of locales) {
      const saved = fieldsOf((await ape.get(`/${locale}${place}`)).text)
      const { body } = await ape.get(`/${locale}${place}/lines.xlsx`).buffer(true).parse(bytes)
      for (const reader of locales) {
        const { text } = await bring(ape, reader, body as Buffer).expect(200)
        if (reader === locale) expect(fieldsOf(text)).toEqual({ ...saved, rows: saved['rows'] })
        expect(text).toMatch(/: 0\. [^:]+: 0\. [^:]+: 0\./)
      }
    }
  })

  test('shows what is new, changed and gone, saves nothing before it is saved, and then all of it', async ({
    db,
    signedInAs,
  }) => {
    const ape = await signedInAs('ape')
    const count = async () =>
      (await db('financeLines')
        .whereIn('initiativeId', db('initiatives').where({ slug: 'viresu-kopienas-busins' }).select('id'))
        .orderBy('position')) as { unitPrice: number; what: object }[]
    const before = await count()
    const book = await workbookAt(ape, `/en${place}/lines.xlsx`)
    const page = book.sheets[0] as Sheet
    const price = page.rows[1]?.indexOf('unitPrice') ?? -1
    page.rows[2]?.splice(price, 1, 77.5)
    page.rows.splice(3, 1)
    const { text } = await bring(ape, 'en', await bytesOf(page)).expect(200)
    expect(text).toContain('New: 0. Changed: 1. To be removed: 1.')
    expect(await count()).toEqual(before)
    await ape
      .post(`/en${place}`)
      .type('form')
      .send({ ...fieldsOf(text), do: 'save' })
      .expect(303)
    const after = await count()
    expect(after).toHaveLength(before.length - 1)
    expect(after[0]).toMatchObject({ unitPrice: 7750, what: before[0]?.what })
  })

  test('to be added, is not added a second time: what is saved is counted, what was changed in the sheet is changed', async ({
    signedInAs,
  }) => {
    const ape = await signedInAs('ape')
    const saved = fieldsOf((await ape.get(`/en${place}`)).text)
    const book = await workbookAt(ape, `/en${place}/lines.xlsx`)
    const page = book.sheets[0] as Sheet
    const lines = page.rows.slice(2, -1)
    const same = (await bring(ape, 'en', await bytesOf(page), 'add').expect(200)).text
    expect(same).toContain('New: 0. Changed: 0. To be removed: 0.')
    expect(same).toContain(`${lines.length} lines are saved here already (rows 3, 4`)
    expect(fieldsOf(same)).toEqual(saved)
    page.rows[2]?.splice(page.rows[1]?.indexOf('unitPrice') ?? -1, 1, 77.5)
    // Whoever copies a line in the sheet copies what it is known by, and means another line.
    page.rows.splice(3, 0, [...(page.rows[3] ?? [])])
    const { text } = await bring(ape, 'en', await bytesOf(page), 'add').expect(200)
    expect(text).toContain('New: 1. Changed: 1. To be removed: 0.')
  })

  test('names each cell that is wrong, keeps what stood in it, and takes in no half of it', async ({
    db,
    signedInAs,
  }) => {
    const ape = await signedInAs('ape')
    const before = await db('financeLines').count('*')
    const body = await sheetOf([
      ['Our budget'],
      heads,
      ['05.2020', 'cost', 'materials', 'Flour', 2, 'kg', '12,3,4', 'with VAT', 1],
      [{ xml: ' t="d"><v>2020-06-01</v>' }, 'investeering', 'seadmed', 'Ahi', '1', 'tk', '1.234', 'gross', 1.005],
      ['13.2020', 'gift', 'materials', 'Salt', -1, 'kg', formula('A1*2'), 'exempt', 0.1 + 0.2],
    ])
    const { text } = await bring(ape, 'en', body, 'add').expect(200)
    for (const cell of ['G3 “12,3,4”', 'G4 “1.234”', 'I4 “1.005”', 'A5 “13.2020”', 'B5 “gift”', 'E5 “-1”', 'G5 “”'])
      expect(text.replaceAll('&quot;', '"'), cell).toContain(cell)
    expect(text).not.toContain('I5 “')
    expect(text).toContain('value="12,3,4"')
    expect(await db('financeLines').count('*')).toEqual(before)
    await ape
      .post(`/en${place}`)
      .type('form')
      .send({ ...fieldsOf(text), do: 'save' })
      .expect(422)
    expect(await db('financeLines').count('*')).toEqual(before)
  })

  test('says what is wrong with a file that it cannot be read from', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const external = await sheetOf([heads, ['05.2020', 'cost', 'materials', 'x', 1, 'kg', formula('[1]Other!A1', 5)]])
    const many = await sheetOf([heads, ...Array.from({ length: 1300 }, () => heads)])
    const cases: [Buffer, string, RegExp][] = [
      [
        await sheetOf([
          ['a', 'b'],
          [1, 2],
        ]),
        'a.xlsx',
        /no row contains column names/,
      ],
      [external, 'b.xlsx', /refers to another file/],
      [many, 'c.xlsx', /more than 10 000 filled cells/],
      [Buffer.from('Month;Kind;What\n'), 'd.csv', /this is no XLSX file/],
      [await anOpenDocument(), 'ods.ods', /Save it as XLSX/],
      [
        await workbookFile([{ rows: [heads] }], { 'xl/vbaProject.bin': 'x' }),
        'book.xlsm',
        /contains macros \(XLSM\)\. Save it as XLSX/,
      ],
      [Buffer.from('PK\u0003\u0004 not a zip'), 'e.xlsx', /e\.xlsx: /],
    ]
    for (const [body, name, says] of cases) {
      const { text } = await bring(ape, 'en', body, 'add', name).expect(422)
      expect(text, name).toMatch(says)
      expect(text, name).not.toContain('PDF.')
    }
    expect((await ape.post(`/en${place}/sheet`).field('mode', 'add').expect(422)).text).toContain(
      'Choose an XLSX file.',
    )
  })
})
