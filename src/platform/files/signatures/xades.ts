import { createHash, X509Certificate } from 'node:crypto'
import { parseTimestamp } from 'edockit'
import { withoutPersonalCode } from '#platform/values/personal-code.ts'
import { canonicalXml } from './canonical-xml.ts'
import type { ReadSignature } from '#platform/files/formats/signed-content.ts'
import { hashNamed, valueFits } from './signature-value.ts'
import { attributeOf, isDsig, onlyChild, textOf, within, type XmlElement } from './xml.ts'

/** The signatures of a signature file: one that stands alone, or as many as a container's list has. */
export function signaturesIn(root: XmlElement): XmlElement[] {
  const stands = [root].filter((each) => isDsig(each, 'Signature'))
  return stands.length > 0 ? stands : root.children.filter((child) => isDsig(child, 'Signature'))
}

/** What a signature says, and whether it holds for the files beside it; throws where it is none that can be read. */
export function readSignature(signature: XmlElement, files: ReadonlyMap<string, Buffer>): ReadSignature {
  const info = onlyChild(signature, 'SignedInfo')
  const data = onlyChild(onlyChild(signature, 'KeyInfo'), 'X509Data')
  const [first] = data.children.filter((child) => isDsig(child, 'X509Certificate'))
  if (!first) throw new Error('no certificate')
  const certificate = new X509Certificate(bytesOf(first))
  const method = onlyChild(info, 'CanonicalizationMethod')
  const signed = canonicalXml(info, attributeOf(method, 'Algorithm'), method)
  const value = bytesOf(onlyChild(signature, 'SignatureValue'))
  const fits = signed && valueFits(onlyChild(info, 'SignatureMethod'), certificate.publicKey, signed, value)
  const references = info.children
    .filter((child) => isDsig(child, 'Reference'))
    .map((each) => lookedUp(each, signature, files))
  return {
    ...signerOf(certificate),
    signedAt: timeOf(textWithin(signature, 'SigningTime')),
    stampedAt: stampOf(signature),
    holds: allOf([fits, ...references.map(({ fits: each }) => each)]),
    covers: references.flatMap(({ file, fits: each }) => (file !== null && each === true ? [file] : [])),
  }
}

const bytesOf = (element: XmlElement) => Buffer.from(textOf(element), 'base64')

// One that is wrong is wrong whatever the others are; only what was checked throughout is right.
const allOf = (answers: readonly (boolean | null)[]): boolean | null =>
  answers.includes(false) ? false : answers.includes(null) ? null : true

interface Reference {
  /** The document that it names; null for a part of the signature itself. */
  file: string | null
  fits: boolean | null
}

// What one line of a signature vouches for, and whether it is still so.
function lookedUp(reference: XmlElement, signature: XmlElement, files: ReadonlyMap<string, Buffer>): Reference {
  const uri = attributeOf(reference, 'URI')
  const hash = hashNamed(attributeOf(onlyChild(reference, 'DigestMethod'), 'Algorithm'))
  const expected = bytesOf(onlyChild(reference, 'DigestValue'))
  const fits = (content: Buffer | null | undefined) =>
    hash === null || !content ? null : createHash(hash).update(content).digest().equals(expected)
  const transforms = within(reference).filter((each) => isDsig(each, 'Transform'))
  if (uri.startsWith('#')) return { file: null, fits: fits(partOf(signature, uri.slice(1), transforms)) }
  const file = fileNamed(uri)
  if (!files.has(file)) return { file, fits: false }
  return { file, fits: transforms.length > 0 ? null : fits(files.get(file)) }
}

function partOf(signature: XmlElement, id: string, transforms: readonly XmlElement[]): Buffer | null {
  const [part, ...more] = within(signature).filter((each) => attributeOf(each, 'Id') === id)
  if (!part || more.length > 0 || transforms.length > 1) return null
  const [transform] = transforms
  const method = transform ? attributeOf(transform, 'Algorithm') : 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
  return canonicalXml(part, method, transform)
}

// Names are written as addresses; one that is no address is taken as it stands.
function fileNamed(uri: string): string {
  const path = uri.replace(/^(\.\/|\/)/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const textWithin = (element: XmlElement, local: string): string => {
  const found = within(element).find((each) => each.local === local)
  return found ? textOf(found).trim() : ''
}

const timeOf = (text: string): string | null => (Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString())

function stampOf(signature: XmlElement): string | null {
  const stamp = within(signature).find(({ local }) => local === 'SignatureTimeStamp')
  const encoded = stamp ? textWithin(stamp, 'EncapsulatedTimeStamp').replaceAll(/\s/g, '') : ''
  return encoded === '' ? null : timeOf(parseTimestamp(encoded)?.genTime.toISOString() ?? '')
}

// What older Estonian cards name as an organisation is the kind of the card.
const cardScheme = /^ESTEID\b.*$/

type Subject = Partial<Record<'CN' | 'GN' | 'SN' | 'O', string | string[]>>

/** Who signed, by name alone: certificates hold personal codes, which the portal never keeps. */
function signerOf(certificate: X509Certificate): Pick<ReadSignature, 'signer' | 'organisation' | 'issuer'> {
  const { subject, issuer } = certificate.toLegacyObject() as unknown as Record<'subject' | 'issuer', Subject>
  const [given, family] = [first(subject.GN), first(subject.SN)]
  const plain = (text: string) => withoutPersonalCode(text).slice(0, 200)
  return {
    signer: plain(given && family ? `${given} ${family}` : first(subject.CN)),
    organisation: plain(first(subject.O).replace(cardScheme, '')),
    issuer: plain(first(issuer.CN) || first(issuer.O)),
  }
}

const first = (value: string | string[] | undefined): string => [value ?? ''].flat()[0] ?? ''
