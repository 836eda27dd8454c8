import { describe, expect } from 'vitest'
import { fieldsOf } from '../../support/form-fields.ts'
import { testOfDemo as test } from '../../support/test.ts'
import { workbookFile, type TestCell } from '../../support/workbook.ts'
import { brought, heads, line, place } from './brought.ts'

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

  test('heads that are repeated further down are no line', async ({ signedInAs }) => {
    const { whats, said } = await brought(await signedInAs('ape'), [{ rows: [heads, line('A'), heads, line('B')] }])
    expect(whats).toEqual(['A', 'B'])
    expect(said).toContain('left out: 3.')
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
