import type { Response } from 'express'
import type { Locale } from '#platform/i18n/locale.ts'
import { csvOf } from '#platform/spreadsheets/csv.ts'
import type { Workbook } from '#platform/spreadsheets/workbook.ts'
import { writeWorkbook } from '#platform/spreadsheets/pool.ts'

/** Sends a workbook to be kept, named after what it is and the language it is in. */
export async function sendWorkbook(
  res: Response,
  locale: Locale,
  book: Workbook,
  name: string,
  kind: 'xlsx' | 'csv',
): Promise<void> {
  const body = kind === 'xlsx' ? await writeWorkbook(book) : csvOf(locale, book)
  res.setHeader('Content-Disposition', `attachment; filename="${name}-${locale}.${kind}"`)
  res.type(kind === 'xlsx' ? 'xlsx' : 'text/csv; charset=utf-8').send(body)
}
