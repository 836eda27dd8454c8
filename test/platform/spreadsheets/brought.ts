import { fieldsOf } from '../../support/form-fields.ts'
import type { Visitor } from '../../support/portal.ts'
import { workbookFile, type TestCell, type TestSheet } from '../../support/workbook.ts'

export const place = '/work/parishes/viresi/plan/finance/viresu-kopienas-busins'
export const heads = ['Month', 'Kind', 'Category', 'What', 'Quantity', 'Unit', 'Unit price', 'VAT', 'Municipality']
export const line = (what: string, price: TestCell = 12.5, paid: TestCell = 25): TestCell[] => [
  ...['03.2020', 'cost', 'materials', what, 2, 'pcs'],
  ...[price, 'with VAT', paid],
]

/** What the form shows of new lines, and what the page says was left out. */
export async function brought(visitor: Visitor, sheets: TestSheet[], locale = 'en', parts = {}) {
  const body = await workbookFile(sheets, parts)
  const { text } = await visitor
    .post(`/${locale}${place}/sheet`)
    .field('mode', 'add')
    .attach('spreadsheet', body, 'budget.xlsx')
    .expect(200)
  return shownOn(text)
}

export function shownOn(text: string) {
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
