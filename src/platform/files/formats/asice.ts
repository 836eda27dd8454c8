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
const xades = /^META-INF\/[^/]*signature[^/]*\.xml$/i
const macros = /(^|\/)(vbaProject\.bin|vbaData\.xml)$|^(Basic|Scripts)\//i
const programs = /\.(exe|com|bat|cmd|scr|msi|dll|jar|class|js|mjs|vbs|ps1|sh|hta|lnk|html?|xhtml|svg)$/i

/** Which of the documents that are zips inside this one is: office documents and signed containers. */
export async function containerType(file: FileHandle, size: number): Promise<FileType> {
  const entries = await entriesOf(file, size)
  if (entries.some(({ name }) => macros.test(name))) throw new Refused('file_macro')
  const type = (await typeByMimetype(file, entries)) ?? (await typeByPart(file, entries))
  if (!type) throw new Refused(entries.some(({ name }) => xades.test(name)) ? 'file_unnamed' : 'file_type')
  if (type === 'asice') refuseUnreadable(entries)
  for (const entry of entries) await checkEntry(file, entry)
  return type
}

// Said here in words: what is wrong with a container nobody finds out later.
function refuseUnreadable(entries: readonly ZipEntry[]) {
  const names = entries.map(({ name }) => name)
  if (names.some((name) => programs.test(name))) throw new Refused('file_mixed')
  if (new Set(names).size < names.length) throw new Refused('file_twice')
  // Names in the code page of some computer: a signature says which file it covers in UTF-8.
  if (names.some((name) => name.includes('\ufffd'))) throw new Refused('file_names')
  if (names.some((name) => xades.test(name))) return
  throw new Refused(names.some((name) => /^META-INF\/[^/]*\.p7s$/i.test(name)) ? 'file_cades' : 'file_unsigned')
}

// OpenDocument and ASiC name themselves in their first entry.
async function typeByMimetype(file: FileHandle, entries: readonly ZipEntry[]): Promise<FileType | undefined> {
  const entry = entries.find(({ name }) => name === 'mimetype')
  if (!entry) return undefined
  const said = (await contentOf(file, entry, 200)).toString('latin1').trim()
  if (said === 'application/vnd.etsi.asic-s+zip') throw new Refused('file_asics')
  const type = byMimetype[said]
  return type === 'asice' || entries.some(({ name }) => name === 'content.xml') ? type : undefined
}

async function typeByPart(file: FileHandle, entries: readonly ZipEntry[]): Promise<FileType | undefined> {
  const contents = entries.find(({ name }) => name === '[Content_Types].xml')
  if (!contents) return undefined
  if (/macroEnabled/i.test((await contentOf(file, contents, 1024 * 1024)).toString('latin1')))
    throw new Refused('file_macro')
  return byPart.find(([part]) => entries.some(({ name }) => name === part))?.[1]
}
