import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** Who signs an example, and when. Their certificate is their own work: no authority vouches for it. */
export interface ExampleSigner {
  given: string
  family: string
  code?: string
  at: string
}

export interface Member {
  name: string
  content: Buffer
}

/** A signed container (ASiC-E) of documents, as a signing program writes it, with an example's signatures. */
export function signedContainer(documents: readonly Member[], signers: readonly ExampleSigner[]): Buffer {
  const signatures = signers.map((signer, at) => ({
    name: `META-INF/signatures${at}.xml`,
    content: Buffer.from(signatureOf(signer, documents)),
  }))
  return stored([
    { name: 'mimetype', content: Buffer.from('application/vnd.etsi.asic-e+zip') },
    ...documents,
    ...signatures,
  ])
}

const ds = 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const digestOf = (content: Buffer) => createHash('sha256').update(content).digest('base64')

function signatureOf(signer: ExampleSigner, documents: readonly Member[]): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const references = documents
    .map(
      ({ name, content }) =>
        `<ds:Reference URI="${encodeURIComponent(name)}"><ds:DigestMethod Algorithm="${sha256}"></ds:DigestMethod><ds:DigestValue>${digestOf(content)}</ds:DigestValue></ds:Reference>`,
    )
    .join('')
  const info = (namespace: string) =>
    `<ds:SignedInfo${namespace}><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"></ds:SignatureMethod>${references}</ds:SignedInfo>`
  const value = sign('sha256', Buffer.from(info(` ${ds}`)), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  const certificate = certificateOf(signer, publicKey, privateKey).toString('base64')
  return `<?xml version="1.0" encoding="UTF-8"?><asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#"><ds:Signature ${ds} Id="S0">${info('')}<ds:SignatureValue>${value.toString('base64')}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Target="#S0"><xades:SignedProperties><xades:SignedSignatureProperties><xades:SigningTime>${signer.at}</xades:SigningTime></xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object></ds:Signature></asic:XAdESSignatures>`
}

// DER, as far as a certificate needs it.
const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const text = (value: string) => der(0x0c, Buffer.from(value))
const ecdsaWithSha256 = sequence(der(6, Buffer.from('2a8648ce3d040302', 'hex')))
const named = { CN: 3, SN: 4, serialNumber: 5, O: 10, GN: 42 }

const nameOf = (parts: Partial<Record<keyof typeof named, string>>) =>
  sequence(
    ...Object.entries(parts).map(([key, value]) =>
      der(0x31, sequence(der(6, Buffer.from([0x55, 4, named[key as keyof typeof named]])), text(value))),
    ),
  )

/** A certificate with a key, as far as a program that reads signatures looks into it. */
export function certificateOf(
  { given, family, code, organisation }: Omit<ExampleSigner, 'at'> & { organisation?: string },
  publicKey: KeyObject,
  privateKey: KeyObject,
): Buffer {
  const subject = {
    CN: [family, given, ...(code ? [code] : [])].join(','),
    SN: family,
    GN: given,
    ...(organisation && { O: organisation }),
    ...(code && { serialNumber: `PNOEE-${code}` }),
  }
  const moment = (at: string) => der(0x17, Buffer.from(at))
  const body = sequence(
    der(0xa0, der(2, Buffer.from([2]))),
    der(2, Buffer.from([1])),
    ecdsaWithSha256,
    nameOf({ CN: 'Example certificates' }),
    sequence(moment('190101000000Z'), moment('291231235959Z')),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  return sequence(body, ecdsaWithSha256, der(3, Buffer.from([0]), sign('sha256', body, privateKey)))
}

/** A zip that packs nothing, which is all that a container of a PDF needs. */
export function stored(members: readonly Member[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content } of members) {
    const title = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x800, 2)
    facts.writeUInt32LE(crc32(content), 10)
    facts.writeUInt32LE(content.length, 14)
    facts.writeUInt32LE(content.length, 18)
    facts.writeUInt16LE(title.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), facts, title, content)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, tail.subarray(0, 14), title)
    at += 30 + title.length + content.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listed, end])
}
