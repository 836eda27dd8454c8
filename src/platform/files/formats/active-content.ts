import { types, type FileType } from './file.ts'
import { isActivePdf } from './active-pdf.ts'
import { bytesInMemory, contentOf, entriesOf, type ByteSource, type ZipEntry } from './zip.ts'

// Each expression ends at the next mark of a tag, so that a long text without any costs no more than its length.
// Whatever a document takes from another computer by itself: all that is no link for a reader to follow.
const remote = `["'](?:(?!file:)[a-z][a-z0-9+.-]+:|file:\\/\\/(?!\\/[a-z]:)|\\\\\\\\|\\/\\/)`
const patterns = [
  new RegExp(
    `<Relationship\\b(?=[^<>]*\\bTargetMode\\s*=\\s*["']External)(?=[^<>]*\\bTarget\\s*=\\s*${remote})(?![^<>]*\\bType\\s*=\\s*["'][^"'<>]*\\/hyperlink["'])`,
    'i',
  ),
  new RegExp(`<(?!text:a\\b|draw:a\\b)[a-z]+:[a-z-]+\\b[^<>]*\\bxlink:href\\s*=\\s*${remote}`, 'i'),
  /<(?:script:event-listener|office:dde-source|ddeLink)\b/,
]
const instructions = /<w:instrText\b[^<>]*>([^<]*)<|\bw:instr\s*=\s*["']([^"'<]*)/g
const actingInstruction = /\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE)\b/
const actingParts = /(?:^|\/)(?:activeX|macrosheets|dialogsheets)\/|(?:^|\/)embeddings\/[^/]+\.bin$/i
const readParts =
  /\.rels$|^word\/(?:document|header\d*|footer\d*|settings)\.xml$|^xl\/externalLinks\/|^(?:content|styles|meta|settings)\.xml$/i
const office: readonly FileType[] = ['docx', 'xlsx', 'odt', 'ods']
const mostParts = 200
const mostRead = 20 * 1024 * 1024

/**
 * Whether a file does something by itself where it is opened: scripts in a PDF, a template, picture or table that a document takes
 * from another computer, programs inside it; also within a signed container. Reads at most 20 MB of it, unpacked; what it
 * cannot read counts for nothing.
 */
export async function isActive(type: FileType, content: Buffer): Promise<boolean> {
  if (type === 'pdf') return isActivePdf(content)
  if (type !== 'asice' && !office.includes(type)) return false
  const file = bytesInMemory(content)
  const entries = await entriesOf(file, content.length).catch(() => [])
  return type === 'asice' ? hasActiveInside(file, entries) : isActiveDocument(file, entries)
}

async function isActiveDocument(file: ByteSource, entries: readonly ZipEntry[]): Promise<boolean> {
  if (entries.some(({ name }) => actingParts.test(name))) return true
  for await (const part of contents(file, entries, ({ name }) => readParts.test(name))) {
    const xml = part.content.toString()
    if (patterns.some((pattern) => pattern.test(xml))) return true
    const said = Array.from(xml.matchAll(instructions), ([, pieces = '', whole = '']) => pieces + whole)
    if (actingInstruction.test(said.join(''))) return true
  }
  return false
}

async function hasActiveInside(file: ByteSource, entries: readonly ZipEntry[]): Promise<boolean> {
  for await (const { name, content } of contents(file, entries, ({ name }) => typeByName(name) !== undefined)) {
    const type = typeByName(name)
    if (type && (await isActive(type, content))) return true
  }
  return false
}

// A container within a container is not looked into.
const typeByName = (name: string): FileType | undefined =>
  (['pdf', ...office] as const).find((type) => name.toLowerCase().endsWith(`.${types[type].extension}`))

async function* contents(file: ByteSource, entries: readonly ZipEntry[], wanted: (entry: ZipEntry) => boolean) {
  let left = mostRead
  for (const entry of entries.filter(wanted).slice(0, mostParts)) {
    if (entry.bytes > left) continue
    left -= entry.bytes
    const content = await contentOf(file, entry, entry.bytes).catch(() => null)
    if (content) yield { name: entry.name, content }
  }
}
