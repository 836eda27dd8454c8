import type { Response } from 'express'
import type { Locale } from '#lib/locale.ts'
import { Busy } from '#lib/workers.ts'
import { csvOf } from '#sheets/csv.ts'
import type { Workbook } from '#sheets/sheet.ts'
import { writeWorkbook } from '#sheets/spreadsheets.ts'
import { TooMany } from './errors.ts'

/** Sends a workbook to be kept, named after what it is and the language it is in. */
export async function sendWorkbook(
  res: Response,
  locale: Locale,
  book: Workbook,
  name: string,
  kind: 'xlsx' | 'csv',
): Promise<void> {
  const body = kind === 'xlsx' ? await writeWorkbook(book).catch(whenBusy) : csvOf(locale, book)
  res.setHeader('Content-Disposition', `attachment; filename="${name}-${locale}.${kind}"`)
  res.type(kind === 'xlsx' ? 'xlsx' : 'text/csv; charset=utf-8').send(body)
}

/** Asks to come back in a moment where the threads that read and write spreadsheets have enough to do. */
export function whenBusy(error: unknown): never {
  throw error instanceof Busy ? new TooMany(5) : error
}
