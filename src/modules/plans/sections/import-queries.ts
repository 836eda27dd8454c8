import type { Readable } from 'node:stream'
import type { Db } from '#platform/db/connection.ts'
import { mostMegabytes, type StoredFile } from '#platform/files/formats/file.ts'
import { findOwnFiles } from '#platform/files/queries.ts'
import { keyOf, type Store } from '#platform/files/store.ts'
import { uploadStateOf } from '#platform/files/upload-state.ts'
import type { Body, FormProblem } from '#platform/forms/form-kit.ts'
import { readWorkbook } from '#platform/spreadsheets/pool.ts'
import { mostBytes, type ReadWorksheet, type WorkbookReading } from '#platform/spreadsheets/workbook.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { sheetToImport, type SheetToImport } from '#modules/plans/imports/form.ts'
import { vocabulary } from '#modules/plans/imports/vocabulary.ts'

/** The worksheet to be read of the workbook that somebody brought with a form, or what is wrong with that. */
export async function readBroughtSheet(
  { db, store }: { db: Db; store: Store },
  viewer: Viewer,
  body: Body,
): Promise<SheetToImport | { problem: FormProblem }> {
  const { ids, refused } = uploadStateOf(body, 'spreadsheet')
  const [wrong] = refused
  // Old and foreign kinds of sheet are not known at all; what helps is the same for each.
  if (wrong?.reason === 'file_type') return { problem: problem('spreadsheet_type', wrong.name) }
  if (wrong?.reason === 'file_macro') return { problem: problem('spreadsheet_macro', wrong.name) }
  if (wrong) return { problem: { key: wrong.reason, params: { name: wrong.name, max: mostMegabytes } } }
  const [file] = await findOwnFiles(db, viewer, ids)
  const fault = faultOf(file)
  return fault || !file ? { problem: fault ?? problem('spreadsheet_none') } : sheetOf(store, file)
}

async function sheetOf(store: Store, { sha256, name }: StoredFile): Promise<SheetToImport | { problem: FormProblem }> {
  const read = await readWorkbook(await contentOf(await store.read(keyOf(sha256))))
  if ('fault' in read) return { problem: problem(read.fault, name) }
  const sheet = sheetToImport(read.worksheets, read.hiddenSheets, vocabulary)
  if (!sheet)
    return { problem: problem(read.hiddenSheets.length > 0 ? 'spreadsheet_hidden' : 'spreadsheet_columns', name) }
  const { fault, name: sheetName } = sheet.found.worksheet
  return fault ? { problem: problem(fault, name, sheetName) } : sheet
}

type Unreadable = NonNullable<ReadWorksheet['fault']> | Extract<WorkbookReading, { fault: string }>['fault']

const problem = (
  key:
    | Unreadable
    | 'spreadsheet_none'
    | 'spreadsheet_type'
    | 'spreadsheet_macro'
    | 'spreadsheet_ods'
    | 'spreadsheet_bytes'
    | 'spreadsheet_columns'
    | 'spreadsheet_hidden',
  name = '',
  sheet = '',
): FormProblem => ({
  key,
  params: { name, sheet, max: mostBytes / 1024 / 1024 },
})

function faultOf(file: StoredFile | undefined): FormProblem | null {
  if (!file) return problem('spreadsheet_none')
  if (file.type === 'ods') return problem('spreadsheet_ods', file.name)
  if (file.type !== 'xlsx') return problem('spreadsheet_type', file.name)
  return file.bytes > mostBytes ? problem('spreadsheet_bytes', file.name) : null
}

async function contentOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
