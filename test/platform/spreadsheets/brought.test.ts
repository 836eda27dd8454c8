import { describe, expect } from 'vitest'
import { fieldsOf } from '../../support/form-fields.ts'
import type { Visitor } from '../../support/portal.ts'
import { testOfDemo as test } from '../../support/test.ts'
import { formula, workbookFile, type TestCell, type TestSheet } from '../../support/workbook.ts'

const place = '/work/parishes/viresi/plan/finance/viresu-kopienas-busins'
const heads = ['Month', 'Kind', 'Category', 'What', 'Quantity', 'Unit', 'Unit price', 'VAT', 'Municipality']
const line = (what: string, price: TestCell = 12.5, paid: TestCell = 25): TestCell[] => [
  ...['03.2020', 'cost', 'materials', what, 2, 'pcs'],
  ...[price, 'with VAT', paid],
]

/** What the form shows of new lines, and what the page says was left out. */
async function brought(visitor: Visitor, sheets: TestSheet[], locale = 'en', parts = {}) {
  const body = await workbookFile(sheets, parts)
  const { text } = await visitor
    .post(`/${locale}${place}/sheet`)
    .field('mode', 'add')
    .attach('spreadsheet', body, 'budget.xlsx')
    .expect(200)
  return shownOn(text)
}

function shownOn(text: string) {
  const fields = fieldsOf(text) as Record<string, string>
  const all = (fields['rows'] ?? '').split(' ').filter((key) => key.startsWith('new-'))
  const keys = all.filter((key) => fields[`row.${key}.remove`] !== 'yes')
  const ticked = all.filter((key) => !keys.includes(key)).map((key) => fields[`row.${key}.what`])
  const lines = keys.map((key) => ({
    what: fields[`row.${key}.what`],
    month: fields[`row.${key}.month`],
    kind: fields[`row.${key}.kind`],
    unitPrice: fields[`row.${key}.unitPrice`],
    municipality: fields[`row.${key}.fromMunicipality`],
  }))
  const said = /data-left-out>([\s\S]*?)<\/div>/.exec(text)?.[1] ?? ''
  const whats = lines.map(({ what }) => what)
  return { text, fields, lines, whats, ticked, said: said.replaceAll(/<[^>]+>|\s+/g, ' ') }
}

describe('of a workbook that somebody brings', () => {
  test('the first sheet that can be seen is read, and the others are named', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    for (const state of ['hidden', 'veryHidden'] as const) {
      const { whats, said } = await brought(ape, [
        { name: 'Old', state, rows: [heads, line('Old', 99_999)] },
        { name: 'Notes', rows: [['call the shop']] },
        { name: 'Budget', rows: [heads, line('Right')] },
        { name: '2021', rows: [heads, line('Later')] },
      ])
      expect(whats).toEqual(['Right'])
      expect(said).toContain('Hidden sheet, not read: Old.')
      expect(said).toContain('Other sheets, not read: Notes, 2021.')
    }
    const hidden = await workbookFile([{ name: 'Old', state: 'hidden', rows: [heads, line('Old')] }])
    const { text } = await ape.post(`/en${place}/sheet`).attach('spreadsheet', hidden, 'old.xlsx').expect(422)
    expect(text).toContain('Hidden sheets are not read')
  })

  test('rows and columns that are hidden are not taken, and are named', async ({ signedInAs }) => {
    const { lines, said } = await brought(
      await signedInAs('ape'),
      [
        {
          rows: [
            heads,
            line('Shown'),
            { attributes: 'hidden="1"', cells: line('Filtered') },
            { attributes: 'ht="0" customHeight="1"', cells: line('Flat') },
          ],
          columns: '<cols><col min="7" max="7" width="9" hidden="1"/></cols>',
        },
      ],
      'lv',
    )
    expect(lines).toEqual([{ what: 'Shown', month: '03.2020', kind: 'cost', unitPrice: '', municipality: '25,00' }])
    expect(said).toContain('Paslēptas rindas, nav importētas: 3, 4.')
    expect(said).toContain('Paslēpta kolonna, nav nolasīta: Unit price (G).')
  })

  test('of ours, a line that is hidden stays as it is saved, and is not removed', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const stored = (await db('financeLines')
      .whereIn('initiativeId', db('initiatives').where({ slug: 'viresu-kopienas-busins' }).select('id'))
      .orderBy('position')) as { id: string }[]
    const keys = ['id', 'slug', 'month', 'kind', 'what']
    const cells = stored.map(({ id }): TestCell[] => [id, 'viresu-kopienas-busins', '03.2020', 'cost', 'Changed'])
    const rows = [keys, cells[0] ?? [], { attributes: 'hidden="1"', cells: cells[1] ?? [] }]
    const body = await workbookFile([{ rows }])
    const { text } = await ape
      .post(`/en${place}/sheet`)
      .field('mode', 'replace')
      .attach('spreadsheet', body, 'b.xlsx')
      .expect(200)
    const fields = fieldsOf(text) as Record<string, string>
    expect(fields[`row.${stored[0]?.id}.what`]).toBe('Changed')
    expect(fields[`row.${stored[1]?.id}.what`]).not.toBe('Changed')
    expect(fields[`row.${stored[1]?.id}.remove`]).not.toBe('yes')
    expect(text).toContain(`To be removed: ${stored.length - 2}.`)
  })

  test('heads are known with breaks, units and remarks, and columns that are not are named', async ({ signedInAs }) => {
    const own = [
      ...['*Mēnesis:', 'Veids', 'KATEGORIJA', 'Kas', 'Daudz-\nums (gab.)', 'Vienība'],
      ...['Vienības  cena,\nEUR', 'PVN', 'Pašvaldība [€]', 'Piezīmes', null],
    ]
    const rows = [['Tāme 2020'], [], own, [...line('Boards'), 'ask Anna', 'x']]
    const { lines, said } = await brought(await signedInAs('ape'), [{ rows }])
    expect(lines).toEqual([
      { what: 'Boards', month: '03.2020', kind: 'cost', unitPrice: '12.50', municipality: '25.00' },
    ])
    expect(said).toContain('Columns not read, because their names are not known here: Piezīmes (J), K.')
  })

  test('a column named twice is read once, and the second is named', async ({ signedInAs }) => {
    const rows = [
      [...heads, 'Municipality'],
      [...line('Boards'), 7],
    ]
    const { lines, said } = await brought(await signedInAs('ape'), [{ rows }])
    expect(lines[0]?.municipality).toBe('25.00')
    expect(said).toContain('Municipality (J)')
  })

  test('rows above the heads are named', async ({ signedInAs }) => {
    const rows = [['Budget 2020'], [], [null, 'Kept by Anna'], heads, line('Boards')]
    const { whats, said } = await brought(await signedInAs('ape'), [{ rows }])
    expect(whats).toEqual(['Boards'])
    expect(said).toContain('Rows above the column names, not read: 1, 3.')
  })

  test('heads written over two rows are one, and a line of words below heads stays a line', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const above = ['Month', 'Kind', null, 'What', 'Quantity', null, 'Unit', 'VAT', 'Funding:', null]
    const below = [null, null, 'Category', null, '(pieces)', 'Unit', 'price, EUR', null, 'Municipality', 'ERDF']
    const { lines, said } = await brought(ape, [{ rows: [['Budget'], above, below, [...line('Boards'), 7]] }])
    expect(lines).toEqual([
      { what: 'Boards', month: '03.2020', kind: 'cost', unitPrice: '12.50', municipality: '25.00' },
    ])
    expect(said).toContain('Row above the column names, not read: 1.')
    const words = ['03.2020', 'cost', 'materials', 'Nails', null, 'box', null, 'VAT', null, 'Municipality']
    expect((await brought(ape, [{ rows: [[...heads, 'Note'], words, line('Boards')] }])).whats).toEqual([
      ...['Nails', 'Boards'],
    ])
  })

  test('a second table is read by the order of its own heads', async ({ signedInAs }) => {
    const second = ['What', 'Month', 'Municipality', 'Kind', 'Unit price', 'Quantity', 'Shop']
    const paint = ['Paint', '04.2020', 30, 'investment', 15, 2, 'the near one']
    const { lines, said } = await brought(await signedInAs('ape'), [
      { rows: [heads, line('Boards'), ['Second table'], second, paint] },
    ])
    expect(lines.filter(({ what }) => what !== '')).toEqual([
      { what: 'Boards', month: '03.2020', kind: 'cost', unitPrice: '12.50', municipality: '25.00' },
      { what: 'Paint', month: '04.2020', kind: 'investment', unitPrice: '15.00', municipality: '30.00' },
    ])
    expect(said).toContain('Row that repeats or numbers the columns, left out: 4.')
    expect(said).toContain('Shop (G)')
  })

  test('a month that is a number in joined cells is meant for each row, and an amount counts once', async ({
    signedInAs,
  }) => {
    const first: TestCell[] = [3.202, ...line('A').slice(1)]
    const second: TestCell[] = [null, 'cost', 'materials', 'B', 1, 'pcs', 2, 'with VAT', null]
    const after = '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="I2:I3"/></mergeCells>'
    const { lines } = await brought(await signedInAs('ape'), [{ rows: [heads, first, second], after }])
    expect(lines.map(({ month, municipality }) => [month, municipality])).toEqual([
      ['03.2020', '25.00'],
      ['03.2020', ''],
    ])
  })

  test('a row that only adds up others is no line, however it is named', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const total = (name: TestCell, sum: TestCell): TestCell[] => [null, null, null, name, null, null, null, null, sum]
    const names = ['Kopā', 'KOPĀ:', 'Kopā EUR', 'Pavisam kopā', 'Kokku', 'Kulud kokku', 'Total', 'Summa', 'Total 2020']
    for (const name of names) {
      const { whats, said } = await brought(ape, [{ rows: [heads, line('A'), total(name, 25)] }])
      expect(whats, name).toEqual(['A'])
      expect(said, name).toContain('Row with a total, left out: 3.')
    }
    const sums = [formula('SUM(I2:I3)', 50), formula('SUBTOTAL(109,Table1[Municipality])', 50), 50]
    for (const sum of sums) {
      const named = typeof sum === 'number' ? null : 'All of it'
      const { whats, said } = await brought(ape, [{ rows: [heads, line('A'), line('B'), total(named, sum)] }])
      expect(whats).toEqual(['A', 'B'])
      expect(said).toContain('left out: 4.')
    }
    const more = ['Kopējās izmaksas', 'Kopējie izdevumi', 'Kogukulud', 'Kogumaksumus', 'Koondsumma', 'Vahekokkuvõte']
    for (const name of [...more, 'Σ', '∑', 'Overall', 'Итого', 'Projekta kopējās izmaksas']) {
      const { whats, said } = await brought(ape, [{ rows: [heads, line('A'), total(name, 99)] }])
      expect([name, whats, said]).toEqual([name, ['A'], expect.stringContaining('left out: 3.')])
    }
    const ofKind = [null, 'cost', null, 'Izdevumi kopā', null, null, null, null, 99]
    expect((await brought(ape, [{ rows: [heads, line('A'), ofKind] }])).whats).toEqual(['A'])
    const kept = ['Total station', 'Summary of results', 'Kopādarba telpa', 'Overall coordination']
    const { whats, said } = await brought(ape, [{ rows: [heads, ...kept.map((name) => line(name))] }])
    expect(whats).toEqual(kept)
    expect(said).toBe('')
  })

  test('a row that comes to the sum of the lines beside it is no line, or is marked where that may be chance', async ({
    signedInAs,
  }) => {
    const ape = await signedInAs('ape')
    const sum = (name: string, paid: TestCell): TestCell[] => [...bare(name), paid]
    const bare = (name: string): TestCell[] => [null, null, null, name, null, null, null, null]
    const groups = [
      ...[heads, sum('1. Materiāli', 55), line('A'), line('B', 15, 30), sum('2. Darbs', 12), line('C', 6, 12)],
      ...[sum('Tāme', 67)],
    ]
    const { whats, said } = await brought(ape, [{ rows: groups }])
    expect(whats).toEqual(['A', 'B', 'C'])
    expect(said).toContain('Rows with totals, left out: 2, 5, 7.')
    const full = (what: string, paid: number): TestCell[] => line(what, null, paid).with(4, null).with(5, null)
    const chance = await brought(ape, [{ rows: [heads, full('A', 10), full('B', 20), full('C', 30), full('D', 45)] }])
    expect(chance.whats).toEqual(['A', 'B', 'C', 'D'])
    expect(chance.said).toContain('Line that comes to the sum of the lines beside it, but says what it is: 4.')
    const named = await brought(ape, [{ rows: [heads, sum('A', 10), sum('B', 20), sum('C', 30), sum('D', 45)] }])
    expect([named.whats, named.ticked]).toEqual([['A', 'B', 'D'], ['C']])
    expect(named.said).toContain('Row that may be a total, because it comes to the sum of the lines beside it: 4.')
    // Whoever says when and for what means a lump sum: it stays, and a person may say that it is none.
    const lump = line('Bus to Riga', null, 45).with(2, null).with(4, null).with(5, null)
    const bought = await brought(ape, [{ rows: [heads, line('A', 15, 30), line('B', 5, 15), lump] }])
    expect(bought.whats).toEqual(['A', 'B', 'Bus to Riga'])
    expect(bought.said).toContain('Line that comes to the sum of the lines beside it, but says what it is: 4.')
    const priced = await brought(ape, [{ rows: [heads, line('A', 15, 30), line('B', 5, 15), line('C', 22.5, 45)] }])
    expect([priced.whats, priced.ticked, priced.said]).toEqual([['A', 'B', 'C'], [], ''])
  })

  test('a block of one line comes in without its sum, in whichever column that is called one', async ({
    signedInAs,
  }) => {
    const ape = await signedInAs('ape')
    const at = (column: number, word: string): TestCell[] => Array<TestCell>(8).fill(null).with(column, word).concat(25)
    const words = ['Kopā', 'Starpsumma:', 'Kokku', 'Vahesumma', 'Total', 'Итого', 'Kopā bez PVN', 'Kokku km-ta']
    const blocks = words.flatMap((word) =>
      (word.includes(' ') ? [3] : [0, 1, 3, 4, 5]).flatMap((column) => [line('A'), at(column, word)]),
    )
    const called = await brought(ape, [{ rows: [heads, ...blocks] }])
    expect(called.whats).toEqual(blocks.filter((_, index) => index % 2 === 0).map(() => 'A'))
    expect([called.ticked, called.said]).toEqual([[], expect.stringContaining('Rows with totals, left out: 3, 5, 7,')])
    const { whats, ticked } = await brought(ape, [{ rows: [heads, line('A'), at(3, '1. posms')] }])
    expect([whats, ticked]).toEqual([['A'], ['1. posms']])
    const bulk = await brought(ape, [{ rows: [heads, line('A'), line('B'), at(3, '1. posms').with(4, 4).with(8, 50)] }])
    expect(bulk.whats).toEqual(['A', 'B'])
    const lump = line('Boat', null, 40).with(4, null).with(5, 'kopā')
    expect((await brought(ape, [{ rows: [heads, line('A'), lump] }])).whats).toEqual(['A', 'Boat'])
  })

  test('rows of VAT, shares of others and rows of words alone are named, and none comes in silently or stops a save', async ({
    signedInAs,
  }) => {
    const ape = await signedInAs('ape')
    const row = (what: TestCell, paid: TestCell = null): TestCell[] =>
      [...Array<TestCell>(8).fill(null), paid].with(3, what)
    const taxes = ['PVN 21 %', 'PVN (21%)', 't.sk. PVN', 'km 22 %', 'Käibemaks 22%', 'VAT', '21% PVN', 'sh km 22%']
    const taxed = await brought(ape, [{ rows: [heads, line('A'), ...taxes.map((name) => row(name, 5.25))] }])
    expect([taxed.whats, taxed.ticked]).toEqual([['A'], taxes])
    expect(taxed.said).toContain('Rows with VAT: 3, 4, 5, 6, 7, 8, 9, 10.')
    const reserve = await brought(ape, [{ rows: [heads, line('A'), row('Neparedzētie izdevumi 5 %', 1.25)] }])
    expect(reserve.whats).toEqual(['A', 'Neparedzētie izdevumi 5 %'])
    expect(reserve.said).toContain('Row that is a share of other rows: 3.')
    const below: TestCell[][] = [
      ...[row('1. Materiāli'), line('A'), ['2. Darbs'], line('B'), []],
      ...[
        ['Sastādīja:', null, null, 'Projekta vadītāja', '26123456'],
        ['Datums', '12.03.2020.'],
      ],
      ...[
        row('Koostas: Mari'),
        row('Prepared by'),
        row('* cenas ar PVN'),
        [...Array<TestCell>(9).fill(null), 'Allkiri'],
      ],
    ]
    const { whats, ticked, said, fields } = await brought(ape, [{ rows: [heads, ...below] }])
    expect(whats).toEqual(['A', 'B'])
    expect(ticked).toEqual([
      ...['1. Materiāli', '2. Darbs', 'Sastādīja: Projekta vadītāja 26123456', 'Datums 12.03.2020.'],
      ...['Koostas: Mari', 'Prepared by', '* cenas ar PVN', 'Allkiri'],
    ])
    expect(said).toContain('Rows of words without amounts: 2 (1. Materiāli), 4 (2. Darbs), 7 (Sastādīja:')
    await ape
      .post(`/en${place}`)
      .type('form')
      .send({ ...fields, do: 'save' })
      .expect(303)
    const plain = await brought(ape, [{ rows: [heads, row('Boards'), row('Nails')] }])
    expect(plain.whats).toEqual(['Boards', 'Nails'])
  })

  test('budgets as offices keep them come in once, with all else named', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const bring = async (...rows: TestCell[][]) => {
      const { whats, ticked, said, text } = await brought(ape, [{ rows }])
      expect([rows[0], text.includes('aria-invalid')]).toEqual([rows[0], false])
      return { whats, ticked, said }
    }
    const estonian = await bring(
      ['Jrk nr', 'Kulu nimetus', 'Ühik', 'Kogus', 'Ühiku hind (km-ta)', 'Summa', 'km 20%', 'Kokku km-ga'],
      ['1', 'SEADMED'],
      ['1.1', 'Kangasteljed', 'tk', 1, 800, 800, 160, 960],
      ['', 'Vahesumma', '', '', '', 800, 160, 960],
      ['KOKKU', '', '', '', '', 800, 160, 960],
      ['Omafinantseering 10%', '', '', '', '', 96],
      [null, 'sh toetus 90%', '', '', '', 864],
      ['Koostas: Mari Mets', '', '', '', 'Kuupäev: 12.03.2020'],
    )
    expect(estonian.whats).toEqual(['Kangasteljed'])
    expect(estonian.ticked).toEqual([
      ...['1 SEADMED', 'Omafinantseering 10%', 'sh toetus 90%', 'Koostas: Mari Mets Kuupäev: 12.03.2020'],
    ])
    expect(estonian.said).toContain('Rows that say who pays: 6, 7.')
    const latvian = await bring(
      ['Nr.', 'Izmaksu pozīcijas nosaukums', 'Vienību skaits', 'Vienas vienības izmaksas (EUR)', 'Izmaksas kopā (EUR)'],
      ['1', 'Galdi', '4 gab.', '25,00 EUR', '100,00 €'],
      ['Kopā 1. posms', null, null, null, 99],
      [null, 'Pārnests uz 2. lapu', null, null, 100],
      [null, 'Pārnests no 1. lapas', null, null, 100],
      ['2', 'Netiešās izmaksas 7%', 7, null, 7],
      [null, 'K O P Ā', null, null, 107],
      [null, 'Pašvaldības līdzfinansējums', null, null, 50],
    )
    expect([latvian.whats, latvian.ticked]).toEqual([
      ...[['Galdi', 'Netiešās izmaksas 7%'], ['Pašvaldības līdzfinansējums']],
    ])
    expect(latvian.said).toContain('Rows with totals, left out: 3, 4, 5, 7.')
    expect(latvian.said).toContain('Row that is a share of other rows: 6.')
    const kinds = await bring(
      ['Veids', 'Kas', 'Daudzums', 'Vienības cena', 'Pašvaldība'],
      ['izdevumi', 'Galdi', 4, 25, 100],
      ['izdevumi', 'Izdevumi kopā', null, null, 100],
      ['izdevumi', 'Krēsli', 2, 10, 20],
    )
    expect([kinds.whats, kinds.said.includes('Row with a total, left out: 3.')]).toEqual([['Galdi', 'Krēsli'], true])
    const months = await bring(
      ['Izmaksas', 'Janvāris', 'Februāris', 'Kopā', 'ERAF finansējums 85%'],
      ['Noma', 100, 100, 200, 170],
      ['Elektrība', 50, 40, 90, 76.5],
      ['Tulem', null, null, 0],
    )
    expect(months.whats).toEqual(['Noma', 'Elektrība'])
    expect(months.said).toContain('Janvāris (B), Februāris (C)')
  })

  test('heads are known as people of three languages write them, far below a letterhead too', async ({
    signedInAs,
  }) => {
    const ape = await signedInAs('ape')
    const written: TestCell[][] = [
      ['Nosaukums', 'Mērv.', 'Daudz.', 'Vien. cena (EUR)', 'Summa, EUR bez PVN'],
      ['Izmaksu pozīcija', 'Mērvienība', 'Skaits', 'Cena par\nvienību, € bez PVN', 'Kopā'],
      ['Nimetus', 'Ühik', 'Kogus', 'Ühiku hind', 'Kokku'],
      ['Kulu nimetus', 'Mõõtühik', 'Kogus (tk)', 'Hind km-ta', 'Summa km-ta'],
      ['Item', 'Unit', 'Qty', 'Price per unit', 'Amount'],
    ]
    const letterhead = Array.from({ length: 15 }, (_, at): TestCell[] => [`Pielikums ${at}`])
    for (const head of written) {
      const rows = [
        ...letterhead,
        head,
        [1, 2, 3, 4, '5=3x4'],
        ['Dēļi', 'gab.', 4, 2.5, 10],
        ['Naglas', null, null, null, 7],
      ]
      const { said, fields, whats } = await brought(ape, [{ rows }])
      const [first, second] = (fields['rows'] ?? '').split(' ').filter((key) => key.startsWith('new-'))
      expect([head, whats]).toEqual([head, ['Dēļi', 'Naglas']])
      const of = (key?: string) =>
        ['quantity', 'unit', 'unitPrice', 'vat'].map((name) => fields[`row.${key}.${name}`] ?? '')
      const vat = /bez|km-ta/.test(JSON.stringify(head[3])) ? 'net' : ''
      expect(of(first)).toEqual(['4', 'gab.', '2.50', vat])
      expect(of(second)[0]).toBe('1')
      expect(of(second)[2]).toBe('7.00')
      expect(said).toContain('Row that repeats or numbers the columns, left out: 17.')
      expect(said).toContain('imported as quantity 1 at that price: 19.')
    }
    const thousands = await brought(ape, [
      {
        rows: [
          ['What', 'Quantity', 'Unit price', 'ERDF (tūkst. EUR)'],
          ['A', 1, 2, 3],
        ],
      },
    ])
    expect(thousands.said).toContain('ERDF (tūkst. EUR) (D)')
    const rates = [
      ['What', 'Quantity', 'Unit price', 'PVN', 'Summa'],
      ['A', 2, 10, 0.21, 24.2],
    ]
    const { said, text } = await brought(ape, [{ rows: rates }])
    expect(said).toContain('PVN (D)')
    expect(said).toContain('Row whose amount in the sheet is not quantity × unit price: 2.')
    expect(text).not.toContain('aria-invalid')
  })

  test('a formula that adds up rows makes a total, one that adds up within a row does not', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const ending = (sum: string): TestCell[] => [null, null, null, 'Viss', null, null, null, null, formula(sum, 77)]
    const sums = ['I2+I3', '+I2+I3', 'ROUND(I2+I3,2)', 'SUMIF(B2:B3,"cost",I2:I3)', 'SUMIFS(I:I,B:B,"cost")']
    for (const each of [...sums, 'SUM(OFFSET(I4,-2,0,2,1))', 'SUM(I2,I3)', 'SUM(I:I)']) {
      const { whats } = await brought(ape, [{ rows: [heads, line('A'), line('B'), ending(each)] }])
      expect([each, whats]).toEqual([each, ['A', 'B']])
    }
    for (const own of ['J4+K4', 'SUM(J4:L4)', 'SUM(Travel!C2:C9)', 'SUMIF(Travel!A:A,"x",Travel!C:C)', 'J4*0.5']) {
      const { whats } = await brought(ape, [{ rows: [heads, line('A'), line('B'), ending(own)] }])
      expect([own, whats]).toEqual([own, ['A', 'B', 'Viss']])
    }
  })

  test('heads that are repeated further down are no line', async ({ signedInAs }) => {
    const { whats, said } = await brought(await signedInAs('ape'), [{ rows: [heads, line('A'), heads, line('B')] }])
    expect(whats).toEqual(['A', 'B'])
    expect(said).toContain('left out: 3.')
  })

  test('what stands in cells joined over rows is meant for each row, but an amount counts once', async ({
    signedInAs,
  }) => {
    const second: TestCell[] = [null, null, 'materials', 'B', 1, 'pcs', 2, 'with VAT', null]
    const after =
      '<mergeCells count="3"><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="I2:I3"/></mergeCells>'
    const { lines } = await brought(await signedInAs('ape'), [{ rows: [heads, line('A'), second], after }])
    expect(lines.map(({ month, kind, municipality }) => [month, kind, municipality])).toEqual([
      ['03.2020', 'cost', '25.00'],
      ['03.2020', 'cost', ''],
    ])
  })

  test('only the sheet that is read must be small, and one that is too large is named', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const statement = Array.from({ length: 1300 }, () => Array.from({ length: 8 }, () => 1))
    const { whats } = await brought(ape, [{ rows: [heads, line('A')] }, { name: 'Bank', rows: statement }])
    expect(whats).toEqual(['A'])
    const body = await workbookFile([{ name: 'Bank', rows: [heads, ...statement] }])
    const { text } = await ape.post(`/en${place}/sheet`).attach('spreadsheet', body, 'bank.xlsx').expect(422)
    expect(text).toContain('the sheet “Bank” has more than 10 000 filled cells')
    const long = Array.from({ length: 40 }, () => line('a'.repeat(30_000)))
    const letters = await workbookFile([{ name: 'Long', rows: [heads, ...long] }])
    const refused = await ape.post(`/en${place}/sheet`).attach('spreadsheet', letters, 'long.xlsx').expect(422)
    expect(refused.text).toContain('or a million letters')
  })

  test('an old or foreign kind of sheet is refused with what to do', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)])
    for (const name of ['budget.xls', 'budget.xlsx']) {
      const { text } = await ape.post(`/en${place}/sheet`).attach('spreadsheet', old, name).expect(422)
      expect(text).toContain('save it as XLSX without a password')
    }
  })
})

describe('rows pasted from a spreadsheet', () => {
  const paste = async (visitor: Visitor, pasted: string) => {
    const sent = { do: 'paste', version: '0', rows: '', pasted }
    return shownOn((await visitor.post(`/en${place}`).type('form').send(sent).expect(200)).text)
  }

  test('stay whole where a cell holds breaks, quotes or separators', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const cells = (what: string, mark: string) =>
      ['Mar-20', 'cost', 'materials', what, '2', 'pcs', '12.50', 'with VAT'].join(mark)
    const cases = [
      [cells('"Boards,\npine ""A"""', '\t'), 'Boards, pine "A"'],
      [cells('"Boards; pine"', ';'), 'Boards; pine'],
      [cells('"Boards, pine"', ','), 'Boards, pine'],
      [cells('2" boards', '\t'), '2" boards'],
      [cells('"A" boards', '\t'), '"A" boards'],
      [cells("'=1+1", ';'), '=1+1'],
    ] as const
    for (const [pasted, what] of cases) {
      const { lines } = await paste(
        ape,
        `${pasted}\r\n${cells('Next', pasted.includes('\t') ? '\t' : (/[;,]/.exec(pasted)?.[0] ?? ''))}\r\n`,
      )
      expect(
        lines.map((each) => each.what),
        pasted,
      ).toEqual([what, 'Next'])
      expect(lines[0]).toMatchObject({ month: 'Mar-20', kind: 'cost', unitPrice: '12.50' })
    }
  })

  test('are known by a head that was copied along, without their total', async ({ signedInAs }) => {
    const rows = [
      ['What', 'Month', 'Municipality', 'Unit price', 'Shop'],
      ['Boards', '03.2020', '25,00', '12,50', 'the near one'],
      ['Kopā', '', '25,00', '', ''],
    ]
    const { lines, said } = await paste(await signedInAs('ape'), rows.map((row) => row.join('\t')).join('\n'))
    expect(lines).toEqual([{ what: 'Boards', month: '03.2020', kind: '', unitPrice: '12,50', municipality: '25,00' }])
    expect(said).toContain('Row with a total, left out: 3.')
    expect(said).toContain('Shop (E)')
  })

  test('say in which row something is wrong and what it was, ten times and then a count', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const wrong = Array.from({ length: 14 }, (_, at) => `13.20${at + 10}\tcost\tmaterials\tx\t1\tpcs\t1\twith VAT`)
    const { text, fields } = await paste(ape, wrong.join('\n'))
    expect(text).toContain('Row 12 “13.2021”'.replace('12', '10').replace('2021', '2019'))
    expect(text).not.toContain('Row 11 “')
    expect(text).toContain('And 4 more, marked in the form.')
    const saved = await ape
      .post(`/lv${place}`)
      .type('form')
      .send({ ...fields, do: 'save' })
      .expect(422)
    expect(saved.text).toContain('1. rinda, Mēnesis: “13.2010”.')
  })
})

describe('a number in a cell of text', () => {
  test('whose space is not between groups of three is asked for again, never read as a larger one', async ({
    signedInAs,
  }) => {
    const odd = line('Odd', '12 50', '1 50,00').with(4, '1 5')
    const even = line('Even', '1 250,50', '12’345.00').with(4, '1 000')
    const { text, fields } = await brought(await signedInAs('ape'), [{ rows: [heads, odd, even] }])
    const [first, second] = (fields['rows'] ?? '').split(' ').filter((key) => key.startsWith('new-'))
    for (const field of ['quantity', 'unitPrice', 'fromMunicipality'])
      expect([field, isRefused(text, `row.${first}.${field}`), isRefused(text, `row.${second}.${field}`)]).toEqual([
        ...[field, true, false],
      ])
    expect(text).toContain('Enter the amount in euros, for example 120.50.')
  })
})

const isRefused = (text: string, name: string) =>
  new RegExp(`<[^>]*name="${name}"[^>]*>`).exec(text)?.[0].includes('aria-invalid="true"')
