import { describe, expect } from 'vitest'
import { testOfDemo as test } from '../../support/test.ts'
import { formula, type TestCell } from '../../support/workbook.ts'
import { brought, heads, line, place } from './brought.ts'

describe('of the rows that somebody brings', () => {
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
})
