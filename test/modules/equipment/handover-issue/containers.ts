import { constants, createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { certificateOf, stored, type ExampleSigner, type Member } from '../../../../seeds/equipment/signed-container.ts'

/** How the programs of both countries write a container: names, ids, canonical form, and where prefixes are declared. */
export const programs = {
  'EDOC 2.0': {
    file: (at: number) => `edoc-signatures-S${at + 1}.xml`,
    id: (at: number) => `S${at + 1}`,
    c14n: 'c14n',
  },
  'Latvian ASiC-E': { file: () => 'signatures.xml', id: (at: number) => `S${at + 1}`, c14n: 'exclusive' },
  'DigiDoc4 ASiC-E': { file: (at: number) => `signatures${at}.xml`, id: (at: number) => `id-a${at}`, c14n: 'c14n11' },
  'BDOC 2.1': { file: (at: number) => `signatures${at}.xml`, id: (at: number) => `S${at}`, c14n: 'c14n11' },
} as const
export type Program = keyof typeof programs

const keys = {
  RSA: { method: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', pair: () => rsa() },
  ECDSA: { method: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256', pair: () => ecdsa() },
  'RSA-PSS': { method: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1', pair: () => rsa() },
  'a method of tomorrow': { method: 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed448', pair: () => rsa() },
} as const
export type Key = keyof typeof keys

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const ecdsa = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

const methods = {
  c14n: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  c14n11: 'http://www.w3.org/2006/12/xml-c14n11',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
}
const asic = ' xmlns:asic="http://uri.etsi.org/02918/v1.2.1#"'
const ds = ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
const xades = ' xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"'
const hash = (content: Buffer | string) => createHash('sha256').update(content).digest('base64')

interface Wanted {
  program: Program
  key: Key
  /** What is changed in a signature file after it was signed. */
  change?: (xml: string) => string
  /** Stands before the signer's certificate. */
  issuers?: readonly Buffer[]
  /** As the signature writes the name of a file. */
  writtenName?: (name: string) => string
}

/** A container with signatures, each by a key of its own, as one of the programs writes it. */
export function containerOf(
  { program, key, change = (xml) => xml, ...more }: Wanted,
  documents: readonly Member[],
  signers: readonly (ExampleSigner & { organisation?: string })[],
): Buffer {
  const { file } = programs[program]
  const written = new Map<string, string[]>()
  for (const [at, signer] of signers.entries()) {
    const name = `META-INF/${file(at)}`
    written.set(name, [...(written.get(name) ?? []), signatureOf({ program, key, ...more }, documents, signer, at)])
  }
  const files = [...written].map(([name, signatures]) => ({
    name,
    content: Buffer.from(
      change(
        `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<asic:XAdESSignatures${asic}${outerOf(program)}>${signatures.join('')}</asic:XAdESSignatures>\n`,
      ),
    ),
  }))
  return stored([
    { name: 'mimetype', content: Buffer.from('application/vnd.etsi.asic-e+zip') },
    { name: 'META-INF/manifest.xml', content: Buffer.from('<?xml version="1.0"?><manifest/>') },
    ...documents,
    ...files,
  ])
}

// Estonian programs declare all prefixes at the list of signatures, Latvian ones where they are used.
const isEstonian = (program: Program) => programs[program].c14n === 'c14n11'
const outerOf = (program: Program) => (isEstonian(program) ? `${ds}${xades}` : '')

function signatureOf(
  { program, key, issuers = [], writtenName = (name) => name }: Wanted,
  documents: readonly Member[],
  signer: ExampleSigner & { organisation?: string },
  at: number,
): string {
  const { id: idOf, c14n } = programs[program]
  const id = idOf(at)
  const { privateKey, publicKey } = keys[key].pair()
  const scope = c14n === 'exclusive' ? ds : isEstonian(program) ? `${asic}${ds}${xades}` : `${asic}${ds}`
  const [outerDs, outerXades] = isEstonian(program) ? ['', ''] : [ds, xades]
  const properties = (declared: string) =>
    `<xades:SignedProperties${declared} Id="${id}-SignedProperties">\n<xades:SignedSignatureProperties><xades:SigningTime>${signer.at}</xades:SigningTime></xades:SignedSignatureProperties></xades:SignedProperties>`
  const info = (declared: string) =>
    `<ds:SignedInfo${declared} Id="${id}-SignedInfo">\n<ds:CanonicalizationMethod Algorithm="${methods[c14n]}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="${keys[key].method}"></ds:SignatureMethod>${documents.map(({ name, content }, n) => referenceTo(`Id="${id}-RefId${n}" URI="${encodeURIComponent(writtenName(name))}"`, content)).join('')}${referenceTo(`Id="${id}-RefSP" Type="http://uri.etsi.org/01903#SignedProperties" URI="#${id}-SignedProperties"`, properties(c14n === 'exclusive' ? xades : isEstonian(program) ? scope : `${scope}${xades}`), methods[c14n])}</ds:SignedInfo>`
  const value = wrapped(signed(key, privateKey, info(scope)))
  const chain = [...issuers, certificateOf(signer, publicKey, privateKey)].map(wrapped)
  // As written by the programs: empty elements closed in one tag, Windows' ends of lines, an attribute in other quotes.
  const asWritten = info('')
    .replaceAll(/><\/ds:(\w+Method|Transform)>/g, '/>')
    .replace('\n', '\r\n')
  return `<ds:Signature${outerDs} Id='${id}'>${asWritten}<ds:SignatureValue Id="${id}-SignatureValue">${value}</ds:SignatureValue><ds:KeyInfo Id="${id}-KeyInfo"><ds:X509Data>${chain.map((each) => `<ds:X509Certificate>${each}</ds:X509Certificate>`).join('')}</ds:X509Data></ds:KeyInfo><ds:Object Id="${id}-Object"><xades:QualifyingProperties${outerXades} Target="#${id}">${properties('')}</xades:QualifyingProperties></ds:Object></ds:Signature>`
}

const referenceTo = (attributes: string, content: Buffer | string, transform = '') =>
  `<ds:Reference ${attributes}>${transform && `<ds:Transforms><ds:Transform Algorithm="${transform}"></ds:Transform></ds:Transforms>`}<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod><ds:DigestValue>${hash(content)}</ds:DigestValue></ds:Reference>`

const wrapped = (bytes: Buffer) => bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')

function signed(key: Key, privateKey: KeyObject, info: string): Buffer {
  const how = {
    RSA: { key: privateKey },
    ECDSA: { key: privateKey, dsaEncoding: 'ieee-p1363' as const },
    'RSA-PSS': { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
    'a method of tomorrow': { key: privateKey },
  }
  return sign('sha256', Buffer.from(info), how[key])
}
