import { crc32, deflateRawSync } from 'node:zlib'

export interface Member {
  /** Its bytes, where it is no text in UTF-8. */
  name: string | Buffer
  content: Buffer | string
  /** What the directory says, where that is a lie. */
  says?: { bytes?: number; flags?: number; at?: number }
  stored?: boolean
}

/** A zip written byte by byte, so that it can say what no honest program would. */
export function rawZip(members: readonly Member[], says: { count?: number } = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const member of members) {
    const { local, listed, packed } = entryOf(member, at)
    directory.push(listed)
    parts.push(local, packed)
    at += local.length + packed.length
  }
  const count = says.count ?? members.length
  const listed = Buffer.concat(directory)
  return Buffer.concat([...parts, listed, le32(0x06054b50), le16(0, 0, count, count), le32(listed.length, at), le16(0)])
}

function entryOf({ name, content, says = {}, stored = false }: Member, at: number) {
  const whole = Buffer.from(content)
  const packed = stored ? whole : deflateRawSync(whole)
  const written = typeof name === 'string' ? Buffer.from(name) : name
  const common = [
    le16(says.flags ?? 0, stored ? 0 : 8, 0, 0),
    le32(crc32(whole), packed.length, says.bytes ?? whole.length),
    le16(written.length, 0),
  ]
  const local = Buffer.concat([le32(0x04034b50), le16(20), ...common, written])
  const rest = [le16(0, 0, 0), le32(0, says.at ?? at), written]
  return { packed, local, listed: Buffer.concat([le32(0x02014b50), le16(20, 20), ...common, ...rest]) }
}

const le16 = (...values: number[]) => {
  const buffer = Buffer.alloc(values.length * 2)
  values.forEach((value, at) => buffer.writeUInt16LE(value, at * 2))
  return buffer
}

const le32 = (...values: number[]) => {
  const buffer = Buffer.alloc(values.length * 4)
  values.forEach((value, at) => buffer.writeUInt32LE(value >>> 0, at * 4))
  return buffer
}

const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

/** A Word document with more in it, or with something else in place of what it needs. */
export const docx = (...more: Member[]): Buffer =>
  rawZip([
    { name: '[Content_Types].xml', content: types },
    { name: 'word/document.xml', content: '<w:document/>' },
    ...more,
  ])

export const xlsx = (...more: Member[]): Buffer =>
  rawZip([
    { name: '[Content_Types].xml', content: types },
    { name: 'xl/workbook.xml', content: '<workbook/>' },
    ...more,
  ])

export const odt = (...more: Member[]): Buffer =>
  rawZip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
    { name: 'content.xml', content: '<office/>' },
    ...more,
  ])

export const asice = (...more: Member[]): Buffer =>
  rawZip([
    { name: 'mimetype', content: 'application/vnd.etsi.asic-e+zip', stored: true },
    { name: 'META-INF/signatures0.xml', content: '<asic/>' },
    ...more,
  ])
