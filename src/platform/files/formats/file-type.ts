import { writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { containerType } from './asice.ts'
import { Refused, type FileType, type Refusal } from './file.ts'
import { isLockedPdf } from './pdf-lock.ts'
import { reencodeImage } from './picture.ts'
import { plainText } from './plain-text.ts'
import { endOfZip, readAt, withFile } from './zip.ts'

/** What a file that was received turned out to be, and where the bytes to be kept of it are. */
export interface DetectedFile {
  type: FileType
  path: string
  picture: { width: number; height: number; smallPath: string } | null
}

const pictures = new Set(['image/jpeg', 'image/png', 'image/apng', 'image/webp'])
const unreadable = new Set(['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'])
// Longer than what turns up by chance among the bytes of a picture.
const marks = /<(script|html|iframe|!doctype|\?php)/i
const window = 65_557
const mostText = 5 * 1024 * 1024
// What is not kept, by how it begins, and the reason to give.
const notKept: readonly (readonly [RegExp, Refusal])[] = [
  [/<SignedDoc[\s>]/, 'file_ddoc'],
  // DigiDoc encrypts into XML of the W3C or, lately, into a form of its own.
  [/^CDOC|<([\w-]+:)?EncryptedData[\s>]/, 'file_encrypted'],
  // A signature around a file, as S/MIME and older signing programs write it: signed data of CMS, in bytes or in letters.
  [/^-----BEGIN (PKCS7|CMS)-----|^0[\x80-\x84][^]{0,4}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02/, 'file_cades'],
  // Letters of a mail program and texts of a word processor, whose marks nobody wants to read.
  [/^(received|return-path|delivered-to|mime-version|message-id):/im, 'file_type'],
  [/^\s*\{\\rtf/, 'file_type'],
]

// What a program of today writes in the form of the old ones is what a password locks.
const compound = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
const encrypted = Buffer.from('EncryptedPackage', 'utf16le')

/** Looks into a file, whatever it is called, and throws Refused where it is none that the portal keeps. */
export async function detectFileType(path: string, name: string): Promise<DetectedFile> {
  const size = await withFile(path, (_, bytes) => Promise.resolve(bytes))
  if (size === 0) throw new Refused('file_empty')
  const mime = (await fileTypeFromFile(path).catch(() => undefined))?.mime ?? ''
  if (unreadable.has(mime)) throw new Refused('file_heic')
  if (pictures.has(mime) || (await beginsLikePng(path))) return inspectPicture(path)
  const type = await withFile(path, (file) => typeOf(file, size, name))
  if (type === 'text' || type === 'csv') await writeFile(path, plainText(await wholeOf(path, size)))
  return { type, path, picture: null }
}

// One that breaks off early is known by its first bytes alone.
const beginsLikePng = (path: string) =>
  withFile(path, async (file) => (await readAt(file, 0, 4)).equals(Buffer.from('\x89PNG', 'latin1')))

async function inspectPicture(path: string): Promise<DetectedFile> {
  await withFile(path, refuseSecondNature)
  const { type, path: drawn, smallPath, width, height } = await reencodeImage(path)
  return { type, path: drawn, picture: { width, height, smallPath } }
}

async function typeOf(file: FileHandle, size: number, name: string): Promise<FileType> {
  const head = await readAt(file, 0, 1024)
  const start = head.toString('latin1')
  // Some programs begin with an empty line, and scanners end with zeros.
  if (/^\s*%PDF-[12]\./.test(start)) return pdfOf(file, size)
  if (start.startsWith('PK\x03\x04')) return containerType(file, size)
  if (start.startsWith(compound) && (await readAt(file, 0, size)).includes(encrypted)) throw new Refused('file_locked')
  for (const [kind, why] of notKept) if (kind.test(start)) throw new Refused(why)
  plainText(head)
  if (size > mostText) throw new Refused('file_size')
  plainText(await readAt(file, 0, size))
  return /\.csv$/i.test(name) ? 'csv' : 'text'
}

async function pdfOf(file: FileHandle, size: number): Promise<'pdf'> {
  await refuseSecondNature(file, size)
  if (!(await readAt(file, Math.max(0, size - window), window)).includes('%%EOF')) throw new Refused('file_damaged')
  if (isLockedPdf(await readAt(file, 0, size))) throw new Refused('file_locked')
  return 'pdf'
}

// Files that are two things at once, one of them a page or an archive: harmless here, but not where they are sent on to.
async function refuseSecondNature(file: FileHandle, size: number) {
  const head = await readAt(file, 0, 1024)
  const tail = await readAt(file, Math.max(0, size - window), window)
  if (endOfZip(tail) >= 0 || marks.test(head.toString('latin1')) || marks.test(tail.toString('latin1')))
    throw new Refused('file_mixed')
}

const wholeOf = (path: string, size: number) => withFile(path, (file) => readAt(file, 0, size))
