import { createHash, X509Certificate } from 'node:crypto'
import { parseEdoc, parseTimestamp, verifySignature, type SignatureInfo } from 'edockit'
import { withoutPersonalCode } from '#platform/values/personal-code.ts'
import { entriesOf, bytesInMemory } from '#platform/files/formats/zip.ts'
import type { ReadDocument, ReadSignature, SignedContent } from './signature.ts'
import { answerJobs } from '#platform/values/answer-jobs.ts'

type Files = Map<string, Uint8Array>

const mostSignatures = 20
const mostXml = 2 * 1024 * 1024
const isSignature = /^META-INF\/[^/]*signature[^/]*\.xml$/i

/** What a signed container holds, and what its signatures say. Nothing is ever asked of the network. */
async function readContainer(bytes: Uint8Array): Promise<SignedContent | null> {
  if (!(await isPlain(Buffer.from(bytes)))) return null
  const { files, signatures, documentFileList } = parseEdoc(bytes)
  const documents = documentFileList.map((name): ReadDocument => ({
    name,
    sha256: hashOf(files, name, 'sha256', 'hex'),
  }))
  const all = await Promise.all(signatures.slice(0, mostSignatures).map((each) => readOne(each, files)))
  const read = all.filter((each) => each !== null)
  const there = [...files.keys()].filter((name) => isSignature.test(name)).length
  return { documents, signatures: read, unread: Math.max(0, there - read.length) }
}

// Two entries of one name, and each program would show another of them.
async function isPlain(bytes: Buffer): Promise<boolean> {
  const entries = await entriesOf(bytesInMemory(bytes), bytes.length)
  return new Set(entries.map(({ name }) => name)).size === entries.length
}

// One signature a file, with one list of what it signs, and no definitions: whoever checks and whoever reads see the same.
function isSound(xml: Uint8Array): boolean {
  if (xml.length > mostXml) return false
  const text = Buffer.from(xml).toString('utf8')
  return !text.includes('<!') && text.split('SignedInfo').length === 3
}

async function readOne(signature: SignatureInfo, files: Files): Promise<ReadSignature | null> {
  const xml = Buffer.from(signature.rawXml ?? '')
  if (!isSound(xml)) return null
  const { signature: value, checksums } = await verifySignature(signature, files, {
    checkRevocation: false,
    verifyTimestamps: false,
  })
  return {
    ...signerOf(signature.certificatePEM),
    signedAt: xml.includes('SigningTime') ? timeOf(signature.signingTime) : null,
    stampedAt: timeOf(stampOf(signature)),
    holds: value?.isValid === true && checksums.isValid && (signature.signatureValue ?? '') !== '',
    covers: signature.references.filter((name) => isCovered(signature, name, files)),
  }
}

const timeOf = (at: Date | undefined): string | null => (at && !Number.isNaN(at.valueOf()) ? at.toISOString() : null)

function stampOf({ signatureTimestamp }: SignatureInfo): Date | undefined {
  return signatureTimestamp === undefined ? undefined : parseTimestamp(signatureTimestamp)?.genTime
}

// By the very name, and by a digest that nobody can forge.
function isCovered({ signedChecksums, digestAlgorithms }: SignatureInfo, name: string, files: Files): boolean {
  const algorithm = /#(sha(?:256|384|512))$/.exec(digestAlgorithms?.[name] ?? '')?.[1]
  return (
    algorithm !== undefined && files.has(name) && hashOf(files, name, algorithm, 'base64') === signedChecksums[name]
  )
}

const hashOf = (files: Files, name: string, algorithm: string, as: 'hex' | 'base64') =>
  createHash(algorithm)
    .update(files.get(name) ?? '')
    .digest(as)

type Subject = Partial<Record<'CN' | 'GN' | 'SN' | 'O', string>>

/** Who signed, by name alone: certificates hold personal codes, which the portal never keeps. */
function signerOf(pem: string): Pick<ReadSignature, 'signer' | 'organisation' | 'issuer'> {
  const { subject, issuer } = new X509Certificate(pem).toLegacyObject() as unknown as Record<
    'subject' | 'issuer',
    Subject
  >
  const name = subject.GN && subject.SN ? `${subject.GN} ${subject.SN}` : (subject.CN ?? '')
  const plain = (text = '') => withoutPersonalCode(text).slice(0, 200)
  return { signer: plain(name), organisation: plain(subject.O), issuer: plain(issuer.CN ?? issuer.O) }
}

answerJobs((bytes: Uint8Array) => readContainer(bytes).catch(() => null))
