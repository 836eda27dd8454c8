import { contentOf, entriesOf, bytesInMemory, type ZipEntry } from '#platform/files/formats/zip.ts'
import { numberFormats, type NumberFormat } from './number-formats.ts'
import { plainCell, unescaped } from './cell-text.ts'
import { localName, readXml } from './xml.ts'

/** What the cells of a workbook refer to. */
export interface WorkbookContext {
  /** Texts that cells name by number. */
  texts: string[]
  /** How the numbers of each style are shown. */
  formats: NumberFormat[]
  /** Whether its days are counted from 1904, as old programs of Apple's computers did. */
  from1904: boolean
}

interface SheetPart {
  name: string
  hidden: boolean
  content: () => Promise<Buffer>
}

const mostInPart = 64 * 1024 * 1024
const mostText = 20 * 1024 * 1024

type Relations = { id: string; type: string; target: string }[]

/** The worksheets of a workbook in their order, and what their cells refer to; throws where it is none. */
export async function openParts(bytes: Uint8Array): Promise<{ sheets: SheetPart[]; context: WorkbookContext }> {
  const file = bytesInMemory(Buffer.from(bytes))
  const entries = new Map((await entriesOf(file, bytes.length)).map((entry) => [partName(entry.name), entry]))
  const unpacked = (entry: ZipEntry | undefined) => entry && contentOf(file, entry, mostInPart)
  const relationsOf = async (part: string) => {
    const at = part.lastIndexOf('/') + 1
    const content = await unpacked(entries.get(partName(`${part.slice(0, at)}_rels/${part.slice(at)}.rels`)))
    return content ? readRelations(content, part.slice(0, at)) : []
  }
  const main = of(await relationsOf(''), 'officeDocument')?.target ?? 'xl/workbook.xml'
  const book = readBook(orThrow(await unpacked(entries.get(partName(main)))))
  const relations = await relationsOf(main)
  const partOf = (kind: string) => unpacked(entries.get(partName(of(relations, kind)?.target ?? '')))
  const sheets = book.sheets.flatMap(({ id, name, hidden }) => {
    const relation = relations.find((each) => each.id === id && each.type === 'worksheet')
    const entry = entries.get(partName(relation?.target ?? ''))
    return entry ? [{ name, hidden, content: () => contentOf(file, entry, mostInPart) }] : []
  })
  const [strings, styles] = [await partOf('sharedStrings'), await partOf('styles')]
  const context = {
    texts: strings ? readTexts(strings) : [],
    formats: styles ? numberFormats(styles) : [],
    from1904: book.from1904,
  }
  return { sheets, context }
}

// Programs disagree about capital letters and strokes.
const partName = (name: string) => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()

const of = (relations: Relations, type: string) => relations.find((each) => each.type === type)

function orThrow<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a part of the workbook is missing')
  return value
}

function readRelations(content: Buffer, folder: string): Relations {
  const relations: Relations = []
  readXml(content, {
    open: (name, { Id = '', Type = '', Target = '' }) => {
      if (name !== 'Relationship') return
      const type = Type.slice(Type.lastIndexOf('/') + 1)
      const target = new URL(Target.replaceAll('\\', '/'), `part:///${folder}`).pathname.slice(1)
      relations.push({ id: Id, type, target: decodeURIComponent(target) })
    },
  })
  return relations
}

function readBook(content: Buffer) {
  const sheets: { id: string; name: string; hidden: boolean }[] = []
  let from1904 = false
  readXml(content, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.includes(':') && localName(key) === 'id')?.[1] ?? ''
      const hidden = /^(hidden|veryHidden)$/.test(attributes['state'] ?? '')
      sheets.push({ id, name: unescaped(attributes['name'] ?? ''), hidden })
    },
  })
  return { sheets, from1904 }
}

function readTexts(content: Buffer): string[] {
  const texts: string[] = []
  const cell = plainCell()
  let length = 0
  readXml(content, {
    open: (name) => {
      if (name === 'si') cell.begin()
      else cell.open(name)
    },
    text: (text) => {
      cell.add(text)
    },
    close: (name) => {
      cell.close(name)
      if (name !== 'si') return
      const text = cell.text()
      length += text.length
      if (length > mostText) throw new Error('more text than a workbook of people has')
      texts.push(text)
    },
  })
  return texts
}
