import { crc32, deflateRawSync } from 'node:zlib'

/** A file inside a zip, by its path. */
export interface Packed {
  name: string
  content: string
}

// 1 January 1980, the first day that a zip knows: the same content is the same bytes.
const firstDay = 0x21
const version = 20
const utf8Names = 0x800
const deflated = 8

/** The bytes of a zip of files with texts in UTF-8; fewer than 65 536 files, together under 4 GB. */
export function zipOf(files: readonly Packed[]): Uint8Array {
  const [contents, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const file of files) {
    const name = Buffer.from(file.name)
    const content = Buffer.from(file.content)
    const packed = deflateRawSync(content)
    const facts = factsOf(content, packed, name)
    const entry = [start(0x04034b50, version), facts, short(0), name, packed]
    directory.push(start(0x02014b50, version, version), facts, Buffer.alloc(12), long(at), name)
    contents.push(...entry)
    at += entry.reduce((length, part) => length + part.length, 0)
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0)
  const counts = Buffer.concat([short(files.length), short(files.length), long(length), long(at), short(0)])
  return new Uint8Array(Buffer.concat([...contents, ...directory, start(0x06054b50, 0, 0), counts]))
}

// What the head of a file and its line in the directory have in common.
const factsOf = (content: Buffer, packed: Buffer, name: Buffer) =>
  Buffer.concat([
    ...[utf8Names, deflated, 0, firstDay].map(short),
    ...[crc32(content), packed.length, content.length].map(long),
    short(name.length),
  ])

const start = (signature: number, ...shorts: number[]) => Buffer.concat([long(signature), ...shorts.map(short)])

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
