import { newRowKey } from '#platform/forms/row-key.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { translations } from '#platform/i18n/translations.ts'
import { rowKeys, type Body } from '#platform/forms/form-kit.ts'
import { delimitedRows } from '#platform/spreadsheets/delimited.ts'
import type { ReadCell, ReadWorksheet } from '#platform/spreadsheets/workbook.ts'
import { typed } from './cell.ts'
import { headsOf, sheetFields, type FoundSheet } from './heads.ts'
import { linesOf } from './lines.ts'
import { noticesOf, type ImportNotice } from './notices.ts'
import { isLeftOut } from './sheet-line.ts'
import { vocabulary } from './vocabulary.ts'

/** Columns of a spreadsheet's rows, in the order in which the page names them. */
export const pastedColumns = ['month', 'kind', 'category', 'what', 'quantity', 'unit', 'unitPrice', 'vat'] as const

const mostPasted = 500

interface PastedRows {
  values: Body
  fresh: string[]
  places: Record<string, string>
  notices: ImportNotice[]
}

/**
 * Rows copied from a spreadsheet as new rows of the form, nothing saved yet; `fresh` are their keys. Columns are those that
 * the page names, or those of a row of heads that was copied along. Behind the most that are taken, the rest stays pasted.
 */
export function withPastedRows(body: Body, locale: Locale, slug: string): PastedRows {
  const pasted = typeof body['pasted'] === 'string' ? body['pasted'] : ''
  const rows = delimitedRows(pasted, mostPasted)
  const found = foundIn(rows.map(({ cells }) => cells.map(cellOf)))
  const sorted = linesOf(found, vocabulary, slug)
  const rest = pasted.slice(rows.at(-1)?.end ?? pasted.length).trim()
  const taken: PastedRows = {
    values: { ...body, pasted: rest },
    fresh: [],
    places: {},
    notices: noticesOf(found, sorted),
  }
  for (const line of sorted.lines) {
    const { number, cells, columns } = line
    const key = newRowKey()
    if (isLeftOut(line)) taken.values[`row.${key}.remove`] = 'yes'
    for (const field of sheetFields) {
      const at = columns.get(field)
      if (at === undefined) continue
      taken.values[`row.${key}.${field}`] = typed(cells[at] ?? null, field, vocabulary, locale)
      taken.places[`row.${key}.${field}`] = translations[locale].t('spreadsheets:row', { number })
    }
    taken.fresh.push(key)
  }
  taken.values['rows'] = [...rowKeys(body), ...taken.fresh].join(' ')
  return taken
}

// What our CSV puts before a text that would act is no part of it.
function cellOf(text: string): ReadCell {
  const own = text.replace(/^'(?=[=+\-@＝＋－＠])/, '')
  return own === '' ? null : { text: own }
}

function foundIn(rows: ReadCell[][]): FoundSheet {
  const worksheet: ReadWorksheet = {
    name: '',
    rows: rows.map((cells, at) => ({ number: at + 1, hidden: false, cells })),
    hiddenColumns: [],
  }
  const columns = new Map(pastedColumns.map((field, at): [string, number] => [field, at]))
  return headsOf(worksheet, vocabulary) ?? { worksheet, columns, firstHeads: 0, heads: 0 }
}
