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
  const keys = (fields['rows'] ?? '').split(' ').filter((key) => key.startsWith('new-'))
  const lines = keys.map((key) => ({
    what: fields[`row.${key}.what`],
    month: fields[`row.${key}.month`],
    kind: fields[`row.${key}.kind`],
    unitPrice: fields[`row.${key}.unitPrice`],
    municipality: fields[`row.${key}.fromMunicipality`],
  }))
  const said = /data-left-out>([\s\S]*?)<\/div>/.exec(text)?.[1] ?? ''
  return { text, fields, lines, whats: lines.map(({ what }) => what), said: said.replaceAll(/<[^>]+>|\s+/g, ' ') }
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
    expect(said).toContain('Row that repeats the names of columns, left out: 4.')
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
    expect(chance.said).toContain('Row that may be a total, because it comes to the sum of the lines beside it: 4.')
    const keys = (chance.fields['rows'] ?? '').split(' ').filter((key) => key.startsWith('new-'))
    expect(keys.map((key) => chance.fields[`row.${key}.remove`])).toEqual([undefined, undefined, 'yes', undefined])
    // Whoever says when and for what may mean a lump sum: a person says whether it is one.
    const lump = line('Bus to Riga', null, 45).with(2, null).with(4, null).with(5, null)
    const bought = await brought(ape, [{ rows: [heads, line('A', 15, 30), line('B', 5, 15), lump] }])
    expect(bought.whats).toEqual(['A', 'B', 'Bus to Riga'])
    expect(bought.said).toContain('Row that may be a total, because it comes to the sum of the lines beside it: 4.')
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
