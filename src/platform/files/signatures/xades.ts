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
  const method = onlyChild(info, 'CanonicalizationMethod')
  const signed = canonicalXml(info, attributeOf(method, 'Algorithm'), method)
  const value = bytesOf(onlyChild(signature, 'SignatureValue'))
  const fitsKeyOf = ({ publicKey }: X509Certificate) =>
    signed && valueFits(onlyChild(info, 'SignatureMethod'), publicKey, signed, value)
  const certificate = certificateIn(signature, (each) => fitsKeyOf(each) === true)
  const fits = certificate && fitsKeyOf(certificate)
  const references = info.children
    .filter((child) => isDsig(child, 'Reference'))
    .map((each) => lookedUp(each, signature, files))
  return {
    ...(certificate ? signerOf(certificate) : nobody),
    signedAt: timeOf(textWithin(signature, 'SigningTime')),
    stampedAt: stampOf(signature),
    holds: allOf([fits, ...references.map(({ fits: each }) => each)]),
    covers: references.flatMap(({ file, fits: each }) => (file !== null && each === true ? [file] : [])),
  }
}

/**
 * The signer's certificate among those that stand beside the signature in any order, as the chain of its issuers may: the one
 * that the signature names, else the one whose key fits; null where several stand there and neither tells which it is.
 */
function certificateIn(signature: XmlElement, isKeyOf: (each: X509Certificate) => boolean): X509Certificate | null {
  const listed = onlyChild(signature, 'KeyInfo')
    .children.filter((child) => isDsig(child, 'X509Data'))
    .flatMap(({ children }) => children.filter((child) => isDsig(child, 'X509Certificate')))
    .slice(0, mostCertificates)
    .map((each) => new X509Certificate(bytesOf(each)))
  const [only, ...more] = listed
  if (!only) throw new Error('no certificate')
  if (more.length === 0) return only
  const sums = digestsNamed(signature)
  const isNamed = ({ raw }: X509Certificate) =>
    sums.some(({ hash, sum }) => createHash(hash).update(raw).digest().equals(sum))
  return listed.find(isNamed) ?? listed.find(isKeyOf) ?? null
}

const mostCertificates = 10

/** What SigningCertificate, of either version, says of the certificate; the first is the signer's. */
function digestsNamed(signature: XmlElement) {
  const naming = within(signature).find(({ local }) => /^SigningCertificate(V2)?$/.test(local))
  const digest = naming && within(naming).find(({ local }) => local === 'CertDigest')
  const parts = digest ? within(digest) : []
  const method = parts.find((each) => isDsig(each, 'DigestMethod'))
  const value = parts.find((each) => isDsig(each, 'DigestValue'))
  const hash = method ? hashNamed(attributeOf(method, 'Algorithm')) : null
  return hash && value ? [{ hash, sum: bytesOf(value) }] : []
}

const nobody = { signer: '', organisation: '', issuer: '' }

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
  const file = fileNamed(uri, files)
  // It may be there by a name that is written otherwise: what was not looked at is not false.
  if (file === null) return { file, fits: null }
  return { file, fits: transforms.length > 0 ? null : fits(files.get(file)) }
}

function partOf(signature: XmlElement, id: string, transforms: readonly XmlElement[]): Buffer | null {
  const [part, ...more] = within(signature).filter((each) => attributeOf(each, 'Id') === id)
  if (!part || more.length > 0 || transforms.length > 1) return null
  const [transform] = transforms
  const method = transform ? attributeOf(transform, 'Algorithm') : 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
  return canonicalXml(part, method, transform)
}

// Names are written as addresses; one that is no address is taken as it stands. A letter and its mark may be one sign or two.
function fileNamed(uri: string, files: ReadonlyMap<string, Buffer>): string | null {
  const path = uri.replace(/^(\.\/|\/)/, '')
  const name = decoded(path)
  if (files.has(name)) return name
  const alike = [...files.keys()].filter((each) => each.normalize('NFC') === name.normalize('NFC'))
  return alike.length === 1 ? (alike[0] ?? null) : null
}

function decoded(path: string): string {
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
