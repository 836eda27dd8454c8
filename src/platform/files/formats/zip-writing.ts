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
// The sums of a file stand behind it, as they are known only then.
const sumsFollow = 8

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
    at += lengthOf(entry)
  }
  return new Uint8Array(Buffer.concat([...contents, ...directory, endOf(files.length, lengthOf(directory), at)]))
}

/** A file that is added to a zip as it is, by its path. */
export interface Added {
  name: string
  read: () => Promise<AsyncIterable<Uint8Array>>
}

/**
 * The bytes of a zip that `zipOf` made, with more files in it, of which only what is sent just now is in memory. A file that
 * cannot be read is left out. Fewer than 65 536 files, together under 4 GB.
 */
export async function* withFiles(zip: Uint8Array, files: readonly Added[]): AsyncGenerator<Uint8Array> {
  const whole = Buffer.from(zip)
  const [count, length, begin] = [
    whole.readUInt16LE(whole.length - 12),
    whole.readUInt32LE(whole.length - 10),
    whole.readUInt32LE(whole.length - 6),
  ]
  yield whole.subarray(0, begin)
  const directory = [whole.subarray(begin, begin + length)]
  let at = begin
  for (const file of files) {
    const content = await file.read().catch(() => null)
    if (content === null) continue
    const name = Buffer.from(file.name)
    const head = [utf8Names | sumsFollow, 0, 0, firstDay].map(short)
    yield Buffer.concat([start(0x04034b50, version), ...head, Buffer.alloc(12), short(name.length), short(0), name])
    let [sum, bytes] = [0, 0]
    for await (const part of content) {
      ;[sum, bytes] = [crc32(part, sum), bytes + part.length]
      yield part
    }
    const sums = [sum, bytes, bytes].map(long)
    yield Buffer.concat([long(0x08074b50), ...sums])
    const line = [
      start(0x02014b50, version, version),
      ...head,
      ...sums,
      short(name.length),
      Buffer.alloc(12),
      long(at),
      name,
    ]
    directory.push(Buffer.concat(line))
    at += 30 + name.length + bytes + 16
  }
  yield* directory
  yield endOf(count + directory.length - 1, lengthOf(directory), at)
}

const endOf = (files: number, length: number, at: number) =>
  Buffer.concat([start(0x06054b50, 0, 0), short(files), short(files), long(length), long(at), short(0)])

const lengthOf = (parts: readonly Buffer[]) => parts.reduce((sum, { length }) => sum + length, 0)

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
