import type { FileHandle } from 'node:fs/promises'
import { Refused, type FileType } from './file.ts'
import { contentOf, entriesOf, checkEntry, type ZipEntry } from './zip.ts'

const byMimetype: Partial<Record<string, FileType>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.etsi.asic-e+zip': 'asice',
}
const byPart: readonly (readonly [string, FileType])[] = [
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
]
const macros = /(^|\/)(vbaProject\.bin|vbaData\.xml)$|^(Basic|Scripts)\//i
const programs = /\.(exe|com|bat|cmd|scr|msi|dll|jar|class|js|mjs|vbs|ps1|sh|hta|lnk|html?|xhtml|svg)$/i

/** Which of the documents that are zips inside this one is: office documents and signed containers. */
export async function containerType(file: FileHandle, size: number): Promise<FileType> {
  const entries = await entriesOf(file, size)
  if (entries.some(({ name }) => macros.test(name))) throw new Refused('file_macro')
  const type = (await typeByMimetype(file, entries)) ?? (await typeByPart(file, entries))
  if (!type) throw new Refused('file_type')
  if (type === 'asice' && entries.some(({ name }) => programs.test(name))) throw new Refused('file_mixed')
  for (const entry of entries) await checkEntry(file, entry)
  return type
}

// OpenDocument and ASiC name themselves in their first entry.
async function typeByMimetype(file: FileHandle, entries: readonly ZipEntry[]): Promise<FileType | undefined> {
  const entry = entries.find(({ name }) => name === 'mimetype')
  if (!entry) return undefined
  const type = byMimetype[(await contentOf(file, entry, 200)).toString('latin1').trim()]
  const isWhole = (part: RegExp) => entries.some(({ name }) => part.test(name))
  if (type === 'asice') return isWhole(/^META-INF\/[^/]*signature[^/]*\.xml$/i) ? type : undefined
  return type && isWhole(/^content\.xml$/) ? type : undefined
}

async function typeByPart(file: FileHandle, entries: readonly ZipEntry[]): Promise<FileType | undefined> {
  const contents = entries.find(({ name }) => name === '[Content_Types].xml')
  if (!contents) return undefined
  if (/macroEnabled/i.test((await contentOf(file, contents, 1024 * 1024)).toString('latin1')))
    throw new Refused('file_macro')
  return byPart.find(([part]) => entries.some(({ name }) => name === part))?.[1]
}
