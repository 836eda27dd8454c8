import { generateKeyPairSync } from 'node:crypto'
import { describe, expect } from 'vitest'
import { certificateOf, type ExampleSigner } from '../../../../seeds/equipment/signed-container.ts'
import { send } from '../../../support/files.ts'
import { bytes } from '../../../support/pdf.ts'
import type { Visitor } from '../../../support/portal.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { issueHandover, received, handoverRow } from '../handover-setup.ts'
import { containerOf, programs, type Key, type Program } from './containers.ts'

const signers: ExampleSigner[] = [
  { given: 'ILZE', family: 'PARAUDZIŅA', at: '2020-03-02T08:00:00Z' },
  { given: 'JĀNIS', family: 'PIEMĒRS', code: '47101010033', at: '2020-03-02T09:30:00Z' },
]

const printed = async (person: Visitor, handover: string): Promise<Buffer> =>
  (await person.get(`${handover}/act.pdf`).buffer(true).parse(bytes).expect(200)).body as Buffer
const sendSigned = (person: Visitor, handover: string, content: Buffer, name = 'akts.edoc') =>
  send(person, `${handover}/proofs`, { fields: {}, files: [['signed', content, name]] })
const countOf = (text: string, words: string) => text.split(words).length - 1

describe('a container of the program that people have', () => {
  for (const program of Object.keys(programs) as Program[]) {
    test(`${program}: one and two signatures by each kind of key are read`, async ({ signedInAs, db }) => {
      const ape = await signedInAs('ape')
      const handover = await issueHandover(ape, await received(db))
      const document = { name: "akts (ā) & 'ž'.pdf", content: await printed(ape, handover) }
      let read = 0
      for (const key of ['RSA', 'ECDSA', 'RSA-PSS'] as Key[]) {
        for (const count of [1, 2]) {
          await sendSigned(ape, handover, containerOf({ program, key }, [document], signers.slice(0, count))).expect(
            303,
          )
          const { text } = await ape.get(handover).expect(200)
          expect(countOf(text, 'Signature read'), `${program}, ${key}, ${count}`).toBe((read += count))
          expect(text).not.toContain('Signatures that could not be read')
          expect(text).not.toContain('does not fit')
        }
      }
      expect((await handoverRow(db, handover)).state).toBe('signed')
    })
  }

  test('with a changed time, a changed file, or a foreign value does not fit, by whichever program', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    const document = { name: 'akts.pdf', content: await printed(ape, handover) }
    const changes: ((xml: string) => string)[] = [
      (xml) => xml.replace('T08:00', 'T07:00'),
      (xml) => xml.replace(/(<ds:DigestValue>)./, '$1+'),
      (xml) => xml.replace(/(SignatureValue">)./, '$1+'),
    ]
    let broken = 0
    for (const program of Object.keys(programs) as Program[]) {
      for (const change of changes) {
        const container = containerOf({ program, key: 'RSA', change }, [document], signers.slice(0, 1))
        await sendSigned(ape, handover, container).expect(303)
        const { text } = await ape.get(handover)
        expect(countOf(text, 'does not fit'), `${program}, ${String(change)}`).toBe((broken += 1))
      }
    }
    expect((await handoverRow(db, handover)).state).toBe('issued')
  })
})

describe('the organisation of a signer', () => {
  test('is named, and the scheme of an older card is none', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    const document = { name: 'akts.pdf', content: await printed(ape, handover) }
    const organisations = ['ESTEID', 'ESTEID (MOBIIL-ID)', 'ESTEID (DIGI-ID E-RESIDENT)', 'Näidisühing MTÜ']
    const signed = organisations.map((organisation) => ({ ...(signers[0] as ExampleSigner), organisation }))
    await sendSigned(ape, handover, containerOf({ program: 'BDOC 2.1', key: 'RSA' }, [document], signed)).expect(303)
    const { text } = await ape.get(handover)
    expect(countOf(text, 'Signature read')).toBe(4)
    expect(text).toContain('ILZE PARAUDZIŅA</strong>, Näidisühing MTÜ')
    expect(text).not.toContain('ESTEID')
  })
})

describe('what belongs to a signature', () => {
  test('is found by key and by letters: certificates of issuers stand first, letters and marks apart', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    const content = await printed(ape, handover)
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const issuer = certificateOf({ given: 'ROOT', family: 'ISSUER' }, pair.publicKey, pair.privateKey)
    const container = containerOf(
      { program: 'EDOC 2.0', key: 'RSA', issuers: [issuer], writtenName: (name) => name.normalize('NFC') },
      [{ name: 'pieņemšanas akts.pdf'.normalize('NFD'), content }],
      signers,
    )
    await sendSigned(ape, handover, container).expect(303)
    const { text } = await ape.get(handover)
    expect(countOf(text, 'Signature read')).toBe(2)
    expect(text).toContain('JĀNIS PIEMĒRS')
    expect(text).not.toContain('ROOT ISSUER')
    expect((await handoverRow(db, handover)).state).toBe('signed')
  })

  test('and is not there, or cannot be told from others, is said to be unchecked', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    const document = { name: 'akts.pdf', content: await printed(ape, handover) }
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const issuer = certificateOf({ given: 'ROOT', family: 'ISSUER' }, pair.publicKey, pair.privateKey)
    const [first] = signers as [ExampleSigner]
    const elsewhere = { program: 'EDOC 2.0', key: 'RSA', writtenName: () => 'elsewhere.pdf' } as const
    const untold = { program: 'BDOC 2.1', key: 'a method of tomorrow', issuers: [issuer] } as const
    for (const wanted of [elsewhere, untold])
      await sendSigned(ape, handover, containerOf(wanted, [document], [first])).expect(303)
    const { text } = await ape.get(handover)
    expect(countOf(text, 'Signature could not be checked')).toBe(2)
    expect(text).not.toContain('does not fit')
    expect(text).not.toContain('ROOT ISSUER')
  })
})

describe('a signature that the portal cannot check', () => {
  test('is said to be unchecked, never to be false, and signs nothing', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    const document = { name: 'akts.pdf', content: await printed(ape, handover) }
    const unchecked = containerOf({ program: 'EDOC 2.0', key: 'a method of tomorrow' }, [document], signers)
    await sendSigned(ape, handover, unchecked).expect(303)
    const { text } = await ape.get(handover)
    expect(countOf(text, 'Signature could not be checked')).toBe(2)
    expect(text).not.toContain('does not fit')
    expect((await handoverRow(db, handover)).state).toBe('issued')
  })

  test('upon another signature does not hide the one that it is made on', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db))
    const document = { name: 'akts.pdf', content: await printed(ape, handover) }
    const countersigned = (xml: string) => {
      const [inner = ''] = /<ds:Signature [\s\S]*<\/ds:Signature>/.exec(xml) ?? []
      const properties = `<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:CounterSignature>${inner}</xades:CounterSignature></xades:UnsignedSignatureProperties></xades:UnsignedProperties>`
      return xml.replace('</xades:QualifyingProperties>', `${properties}$&`)
    }
    const container = containerOf(
      { program: 'DigiDoc4 ASiC-E', key: 'ECDSA', change: countersigned },
      [document],
      signers.slice(0, 1),
    )
    await sendSigned(ape, handover, container, 'act.asice').expect(303)
    const { text } = await ape.get(handover)
    expect(countOf(text, 'Signature read')).toBe(1)
    expect(text).toContain('Signatures that could not be read: 1')
  })
})
