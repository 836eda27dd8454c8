import { createHash } from 'node:crypto'
import { contentOf, entriesOf, bytesInMemory, type ZipEntry } from '#platform/files/formats/zip.ts'
import { answerJobs } from '#platform/processes/answer-jobs.ts'
import type { SignedContent } from '#platform/files/formats/signed-content.ts'
import { readSignature, signaturesIn } from './xades.ts'
import { isDsig, parseXml, type XmlElement } from './xml.ts'

const mostSignatures = 20
const mostXml = 2 * 1024 * 1024
const mostContent = 100 * 1024 * 1024
const isSignature = /^META-INF\/[^/]*signature[^/]*\.xml$/i

/** What a signed container holds, and what its signatures say. Nothing is ever asked of the network. */
async function readContainer(bytes: Uint8Array): Promise<SignedContent | null> {
  const files = await unpacked(Buffer.from(bytes))
  if (!files) return null
  const documents = [...files].filter(([name]) => !name.startsWith('META-INF/') && name !== 'mimetype')
  const read = [...files].filter(([name]) => isSignature.test(name)).map(([, xml]) => readFileOf(xml, files))
  const signatures = read.flatMap((each) => each.signatures)
  const unread = read.reduce((sum, each) => sum + each.unread, 0) + Math.max(0, signatures.length - mostSignatures)
  return {
    documents: documents.map(([name, content]) => ({
      name,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
    signatures: signatures.slice(0, mostSignatures),
    unread,
  }
}

// Null where two entries have one name, and each program would show another of them.
async function unpacked(bytes: Buffer): Promise<Map<string, Buffer> | null> {
  const entries = (await entriesOf(bytesInMemory(bytes), bytes.length)).filter(({ name }) => !name.endsWith('/'))
  if (new Set(entries.map(({ name }) => name)).size !== entries.length) return null
  const content = async (entry: ZipEntry) =>
    [entry.name, await contentOf(bytesInMemory(bytes), entry, mostContent)] as const
  return new Map(await Promise.all(entries.map(content)))
}

/** The signatures of one file; those on signatures are counted, and not read. */
function readFileOf(xml: Buffer, files: ReadonlyMap<string, Buffer>): Pick<SignedContent, 'signatures' | 'unread'> {
  const root = attempted(() => (xml.length > mostXml ? null : parseXml(xml)))
  if (!root) return { signatures: [], unread: 1 }
  const found = signaturesIn(root)
  const signatures = found.map((each) => attempted(() => readSignature(each, files))).filter((each) => each !== null)
  const all = allSignatures(root)
  return { signatures, unread: Math.max(all, found.length, 1) - signatures.length }
}

const allSignatures = (root: XmlElement): number =>
  root.children.reduce(
    (sum, child) => sum + (typeof child === 'string' ? 0 : allSignatures(child)),
    isDsig(root, 'Signature') ? 1 : 0,
  )

function attempted<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

answerJobs((bytes: Uint8Array) => readContainer(bytes).catch(() => null))
