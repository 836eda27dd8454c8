import { open, type FileHandle } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { Refused } from './file.ts'

/** A file that is open for reading, or bytes in memory that are read like one. */
export interface ByteSource {
  read(into: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
}

export interface ZipEntry {
  name: string
  method: number
  packed: number
  bytes: number
  /** Where its header begins in the file. */
  at: number
}

const signature = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 }
const longestEnd = 22 + 0xffff
const mostEntries = 2000
const mostUnpacked = 100 * 1024 * 1024

/** Where the directory of a zip ends in the last bytes of a file, or -1. */
export const endOfZip = (tail: Buffer): number => tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))

/**
 * The entries of a zip, from its directory alone, refusing what no office program writes: secret entries, several zips
 * in one, entries over each other, far more inside than is believable.
 */
export async function entriesOf(file: ByteSource, size: number): Promise<ZipEntry[]> {
  const tail = await readAt(file, Math.max(0, size - longestEnd), Math.min(size, longestEnd))
  const end = endOfZip(tail)
  if (end < 0 || end + 22 > tail.length) throw new Refused('file_damaged')
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (count > mostEntries) throw new Refused('file_entries')
  if (count === 0 || start + length > size) throw new Refused('file_damaged')
  const entries = readDirectory(await readAt(file, start, length), count)
  refuseUnbelievable(entries, start)
  return entries
}

function readDirectory(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = 0; entries.length < count;) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== signature.entry) throw new Refused('file_damaged')
    if (directory.readUInt16LE(at + 8) & 1) throw new Refused('file_locked')
    const [name, extra, comment] = [28, 30, 32].map((each) => directory.readUInt16LE(at + each)) as [
      number,
      number,
      number,
    ]
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + name),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    })
    at += 46 + name + extra + comment
  }
  return entries
}

function refuseUnbelievable(entries: readonly ZipEntry[], directoryAt: number) {
  const unpacked = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  if (unpacked > mostUnpacked) throw new Refused('file_bomb')
  const inOrder = [...entries].sort((a, b) => a.at - b.at)
  for (const [index, { at, packed, name }] of inOrder.entries()) {
    const next = inOrder[index + 1]?.at ?? directoryAt
    if (at + 30 + packed > next) throw new Refused('file_bomb')
    if (/^[/\\]|(^|[/\\])\.\.([/\\]|$)|\0/.test(name)) throw new Refused('file_damaged')
  }
}

/** An entry's content, unpacked; refused where it is longer than the directory says, or than `most`. */
export async function contentOf(file: ByteSource, entry: ZipEntry, most: number): Promise<Buffer> {
  if (entry.bytes > most) throw new Refused('file_bomb')
  const packed = await packedContent(file, entry)
  if (entry.method === 0) return packed
  const chunks: Buffer[] = []
  await unpack(packed, entry, (chunk) => chunks.push(chunk))
  return Buffer.concat(chunks)
}

/** Unpacks an entry and keeps nothing of it, to see that the directory says how long it is. */
export async function checkEntry(file: ByteSource, entry: ZipEntry): Promise<void> {
  if (entry.method === 0 && entry.packed !== entry.bytes) throw new Refused('file_bomb')
  const packed = await packedContent(file, entry)
  if (entry.method !== 0) await unpack(packed, entry, () => undefined)
}

async function packedContent(file: ByteSource, { at, packed, method }: ZipEntry): Promise<Buffer> {
  const header = await readAt(file, at, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== signature.local) throw new Refused('file_damaged')
  if (method !== 0 && method !== 8) throw new Refused('file_damaged')
  return readAt(file, at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28), packed)
}

async function unpack(packed: Buffer, { bytes }: ZipEntry, take: (chunk: Buffer) => unknown): Promise<void> {
  const inflate = createInflateRaw()
  inflate.end(packed)
  let length = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > bytes) throw new Refused('file_bomb')
      take(chunk)
    }
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('file_damaged')
  } finally {
    inflate.destroy()
  }
  if (length !== bytes) throw new Refused('file_damaged')
}

export async function readAt(file: ByteSource, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/** Bytes in memory, read like a file. */
export const bytesInMemory = (bytes: Buffer): ByteSource => ({
  read: (into, offset, length, position) =>
    Promise.resolve({ bytesRead: bytes.copy(into, offset, position, position + length) }),
})

/** Runs `look` on a file that is open for reading, and closes it. */
export async function withFile<T>(path: string, look: (file: FileHandle, size: number) => Promise<T>): Promise<T> {
  const file = await open(path, 'r')
  try {
    return await look(file, (await file.stat()).size)
  } finally {
    await file.close()
  }
}
