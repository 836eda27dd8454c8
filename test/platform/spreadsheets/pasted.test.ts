import { describe, expect } from 'vitest'
import type { Visitor } from '../../support/portal.ts'
import { testOfDemo as test } from '../../support/test.ts'
import { brought, heads, line, place, shownOn } from './brought.ts'

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
