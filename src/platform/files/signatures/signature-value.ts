import { constants, publicDecrypt, timingSafeEqual, createHash, verify, type KeyObject } from 'node:crypto'
import { attributeOf, within, type XmlElement } from './xml.ts'

type Hash = 'sha224' | 'sha256' | 'sha384' | 'sha512'

const digest = /^http:\/\/www\.w3\.org\/2001\/04\/(?:xmlenc|xmldsig-more)#(sha(?:224|256|384|512))$/
const plain = /^http:\/\/www\.w3\.org\/2001\/04\/xmldsig-more#(rsa|ecdsa)-(sha(?:224|256|384|512))$/
const padded = /^http:\/\/www\.w3\.org\/2007\/05\/xmldsig-more#(sha(?:224|256|384|512))-rsa-MGF1$/
const parametrised = 'http://www.w3.org/2007/05/xmldsig-more#rsa-pss'

/** The hash that an address of XML signatures names, if nobody can forge it; else null. */
export const hashNamed = (algorithm: string): Hash | null => (digest.exec(algorithm)?.[1] as Hash | undefined) ?? null

/** Whether a signature's value fits what was signed and the key; null where this cannot be checked here. */
export function valueFits(method: XmlElement, key: KeyObject, signed: Buffer, value: Buffer): boolean | null {
  const { kind, hash } = methodOf(method)
  if (!hash || !fitsKey[kind].includes(key.asymmetricKeyType ?? '')) return null
  try {
    return fits[kind](hash, key, signed, value)
  } catch {
    return null
  }
}

type Kind = 'rsa' | 'ecdsa' | 'pss'

function methodOf(method: XmlElement): { kind: Kind; hash: string | null } {
  const algorithm = attributeOf(method, 'Algorithm')
  const [, kind, hash] = plain.exec(algorithm) ?? []
  if (kind && hash) return { kind: kind as Kind, hash }
  if (algorithm === parametrised) return { kind: 'pss', hash: hashOfParameters(method) }
  return { kind: 'pss', hash: padded.exec(algorithm)?.[1] ?? null }
}

const fitsKey: Record<Kind, readonly string[]> = { rsa: ['rsa'], ecdsa: ['ec'], pss: ['rsa', 'rsa-pss'] }

const fits: Record<Kind, (hash: string, key: KeyObject, signed: Buffer, value: Buffer) => boolean> = {
  rsa: rsaFits,
  ecdsa: ecdsaFits,
  pss: (hash, key, signed, value) => verify(hash, signed, { key, ...pssPadding }, value),
}

const pssPadding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }

// One hash for everything, as everybody writes it; SHA-256 where none is named.
function hashOfParameters(method: XmlElement): Hash | null {
  const named = within(method)
    .filter(({ local }) => local === 'DigestMethod')
    .map((each) => hashNamed(attributeOf(each, 'Algorithm')))
  const [first = 'sha256'] = named
  return first !== null && named.every((each) => each === first) ? first : null
}

// By the norm both numbers stand one after the other; some programs wrap them in DER.
function ecdsaFits(hash: string, key: KeyObject, signed: Buffer, value: Buffer): boolean {
  if (verify(hash, signed, { key, dsaEncoding: 'ieee-p1363' }, value)) return true
  return value[0] === 0x30 && verify(hash, signed, { key, dsaEncoding: 'der' }, value)
}

const oids: Partial<Record<string, number>> = { sha224: 4, sha256: 1, sha384: 2, sha512: 3 }

function rsaFits(hash: string, key: KeyObject, signed: Buffer, value: Buffer): boolean {
  if (verify(hash, signed, key, value)) return true
  const sum = createHash(hash).update(signed).digest()
  const short = Buffer.from([0x30, 0x0b, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, oids[hash] ?? 0, 4, sum.length])
  // Older cards leave out the empty parameters of the hash.
  const expected = Buffer.concat([Buffer.from([0x30, short.length + sum.length]), short, sum])
  return isSame(decrypted(key, value), expected)
}

function decrypted(key: KeyObject, value: Buffer): Buffer {
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, value)
  } catch {
    return Buffer.alloc(0)
  }
}

const isSame = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other)
